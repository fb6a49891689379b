//! Multiplication of 16-bit rows by 8-bit weights, in integers: the same result on every target.
//!
//! `wide` gives 16 lanes on x86-64, ARM and wasm's simd128, and an equal plain path elsewhere.

use wide::{i8x16, i16x16, i32x8};

/// Values a step of the kernel; every row's length is a multiple of it.
pub const LANES: usize = 16;

/// Rows of the input, and of the weights, that go through the registers together.
const BLOCK: (usize, usize) = (4, 2);

/// `out[t][r] = Σ x[t * stride + j] * weights[r][j]` over `j < length`, for `t < count`.
///
/// `length` is a multiple of [`LANES`]; `weights` holds a whole number of rows and `out` a row of
/// as many sums for each `t`. The sums do not overflow for up to 516 values a row.
pub fn multiply(
    x: &[i16],
    stride: usize,
    count: usize,
    weights: &[i8],
    length: usize,
    out: &mut [i32],
) {
    let rows = weights.len() / length;
    debug_assert!(length.is_multiple_of(LANES) && length <= 516);
    for t in (0..count).step_by(BLOCK.0) {
        let tokens = BLOCK.0.min(count - t);
        for r in (0..rows).step_by(BLOCK.1) {
            let pair = BLOCK.1.min(rows - r);
            // A block at the edge computes its last row or token more than once.
            let w: [&[i8]; BLOCK.1] =
                std::array::from_fn(|i| &weights[(r + i.min(pair - 1)) * length..][..length]);
            let xs: [&[i16]; BLOCK.0] =
                std::array::from_fn(|i| &x[(t + i.min(tokens - 1)) * stride..][..length]);
            let sums = block(w, xs);
            for (i, sums) in sums.iter().enumerate().take(tokens) {
                out[(t + i) * rows + r..][..pair].copy_from_slice(&sums[..pair]);
            }
        }
    }
}

#[inline(always)]
fn block(w: [&[i8]; BLOCK.1], x: [&[i16]; BLOCK.0]) -> [[i32; BLOCK.1]; BLOCK.0] {
    let mut sums = [[i32x8::ZERO; BLOCK.1]; BLOCK.0];
    for j in (0..w[0].len()).step_by(LANES) {
        let weights = w.map(|row| i16x16::from_i8x16(i8x16::new(lanes(row, j))));
        for (row, sums) in x.iter().zip(&mut sums) {
            let values = i16x16::new(lanes(row, j));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum += weights.dot(values);
            }
        }
    }
    sums.map(|row| row.map(i32x8::reduce_add))
}

#[inline(always)]
fn lanes<T: Copy>(row: &[T], at: usize) -> [T; LANES] {
    std::array::from_fn(|i| row[at + i])
}

#[cfg(test)]
mod tests {
    use quickcheck_macros::quickcheck;

    use super::*;

    #[quickcheck]
    fn it_is_the_sum_of_products(seed: u16, count: u8, rows: u8, steps: u8) {
        let (count, rows) = (usize::from(count % 9), usize::from(rows % 7) + 1);
        let length = LANES * (usize::from(steps % 3) + 1);
        let noise = |i: usize| (i + 1).wrapping_mul(2_654_435_761).wrapping_add(seed.into()) >> 7;
        let x: Vec<i16> = (0..count * LANES + length).map(|i| noise(i) as i16).collect();
        let w: Vec<i8> = (0..rows * length).map(|i| (noise(i) as i8).max(-127)).collect();
        let mut out = vec![0; count * rows];
        multiply(&x, LANES, count, &w, length, &mut out);
        for t in 0..count {
            for r in 0..rows {
                let products = (0..length)
                    .map(|j| i32::from(x[t * LANES + j]) * i32::from(w[r * length + j]));
                assert_eq!(out[t * rows + r], products.sum::<i32>());
            }
        }
    }
}
