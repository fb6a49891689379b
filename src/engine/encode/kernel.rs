//! Multiplication of 16-bit rows by 8-bit weights, in integers: the same result on every target.
//!
//! `wide` gives the lanes of x86-64, ARM and wasm's simd128, and an equal plain path elsewhere.

use wide::{i8x16, i16x16, i32x8};

/// Values a step of the kernel; every row's length is a multiple of it.
pub const LANES: usize = 16;

/// Rows of the input that go through the registers together.
const TOKENS: usize = 4;

/// Rows of the weights that do so.
const ROWS: usize = 2;

type Sums = [[i32; ROWS]; TOKENS];

/// `out[t][r] = Σ x[t * stride + j] * weights[r][j]` over `j < length`, for `t < count`.
///
/// `length` is a multiple of [`LANES`]; `weights` holds a whole number of rows, none of them with
/// a value of -128, and `out` a row of as many sums for each `t`. The sums do not overflow for up to
/// 516 values a row.
pub fn multiply(
    x: &[i16],
    stride: usize,
    count: usize,
    weights: &[i8],
    length: usize,
    out: &mut [i32],
) {
    debug_assert!(length.is_multiple_of(LANES) && length <= 516);
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, as was just asked.
        unsafe { avx2::multiply(x, stride, count, weights, length, out) };
        return;
    }
    by_blocks(x, stride, count, weights, length, out, block);
}

/// Goes over input and weights in blocks. A block at the edge repeats its last row.
#[inline(always)]
fn by_blocks(
    x: &[i16],
    stride: usize,
    count: usize,
    weights: &[i8],
    length: usize,
    out: &mut [i32],
    block: impl Fn([&[i8]; ROWS], [&[i16]; TOKENS]) -> Sums,
) {
    let rows = weights.len() / length;
    for t in (0..count).step_by(TOKENS) {
        let tokens = TOKENS.min(count - t);
        let xs: [&[i16]; TOKENS] =
            std::array::from_fn(|i| &x[(t + i.min(tokens - 1)) * stride..][..length]);
        for r in (0..rows).step_by(ROWS) {
            let together = ROWS.min(rows - r);
            let w: [&[i8]; ROWS] =
                std::array::from_fn(|i| &weights[(r + i.min(together - 1)) * length..][..length]);
            let sums = block(w, xs);
            for (i, sums) in sums.iter().enumerate().take(tokens) {
                out[(t + i) * rows + r..][..together].copy_from_slice(&sums[..together]);
            }
        }
    }
}

#[inline(always)]
fn block(w: [&[i8]; ROWS], x: [&[i16]; TOKENS]) -> Sums {
    let mut sums = [[i32x8::ZERO; ROWS]; TOKENS];
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
    let row = &row[at..at + LANES];
    std::array::from_fn(|i| row[i])
}

/// The same for processors with AVX2, of which a build for all processors knows nothing.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::*;

    use super::{LANES, ROWS, Sums, TOKENS, by_blocks, lanes};

    #[target_feature(enable = "avx2")]
    pub(super) fn multiply(
        x: &[i16],
        stride: usize,
        count: usize,
        weights: &[i8],
        length: usize,
        out: &mut [i32],
    ) {
        by_blocks(x, stride, count, weights, length, out, |w, x| block(w, x));
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn block(w: [&[i8]; ROWS], x: [&[i16]; TOKENS]) -> Sums {
        let mut sums = [[_mm256_setzero_si256(); ROWS]; TOKENS];
        for j in (0..w[0].len()).step_by(LANES) {
            let weights: [__m256i; ROWS] =
                [0, 1].map(|r| _mm256_cvtepi8_epi16(bytemuck::must_cast(lanes(w[r], j))));
            for (row, sums) in x.iter().zip(&mut sums) {
                let values: __m256i = bytemuck::must_cast(lanes(row, j));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(weights, values));
                }
            }
        }
        sums.map(|row| row.map(|sum| bytemuck::must_cast::<_, [i32; 8]>(sum).iter().sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_sum_of_products() {
        quickcheck::quickcheck(check as fn(u16, u8, u8, u8));
    }

    fn check(seed: u16, count: u8, rows: u8, steps: u8) {
        let (count, rows) = (usize::from(count % 9), usize::from(rows % 7) + 1);
        let length = LANES * (usize::from(steps % 3) + 1);
        let noise = |i: usize| (i + 1).wrapping_mul(2_654_435_761).wrapping_add(seed.into()) >> 7;
        let x: Vec<i16> = (0..count * LANES + length).map(|i| noise(i) as i16).collect();
        let w: Vec<i8> = (0..rows * length).map(|i| (noise(i) as i8).max(-127)).collect();
        let mut out = vec![0; count * rows];
        multiply(&x, LANES, count, &w, length, &mut out);
        let mut plain = vec![0; count * rows];
        by_blocks(&x, LANES, count, &w, length, &mut plain, block);
        assert_eq!(out, plain);
        for t in 0..count {
            for r in 0..rows {
                let products =
                    (0..length).map(|j| i32::from(x[t * LANES + j]) * i32::from(w[r * length + j]));
                assert_eq!(out[t * rows + r], products.sum::<i32>());
            }
        }
    }
}
