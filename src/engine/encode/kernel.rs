//! Multiplication of 16-bit rows by 8-bit weights, in integers: the same result on every target.
//!
//! `wide` gives the lanes of x86-64, ARM and wasm's simd128, and an equal plain path elsewhere.

use wide::{i8x16, i16x8, i16x16, i32x4};

/// Values a step of the kernel; every row's length is a multiple of it.
pub const LANES: usize = 16;

/// Rows of the input that go through the registers together.
const TOKENS: usize = 4;

/// Rows of the weights that do so.
const ROWS: usize = 2;

type Sums = [[i32; ROWS]; TOKENS];

/// What is multiplied.
#[derive(Clone, Copy, Debug)]
pub struct Operands<'a> {
    /// Rows of the input.
    pub x: &'a [i16],
    /// From the beginning of one row of the input to that of the next; rows may overlap.
    pub stride: usize,
    /// How many rows of the input there are.
    pub count: usize,
    /// A whole number of rows of weights, none of them with a value of -128.
    pub weights: &'a [i8],
    /// Values in a row of either: a multiple of [`LANES`], and at most 516, up to which the sums do
    /// not overflow.
    pub length: usize,
}

/// `out[t][r] = Σ x[t * stride + j] * weights[r][j]` over `j < length`, for `t < count`.
///
/// `out` holds a row of as many sums as there are rows of weights for each `t`.
pub fn multiply(operands: Operands, out: &mut [i32]) {
    let Operands { length, .. } = operands;
    debug_assert!(length.is_multiple_of(LANES) && length <= 516);
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, as was just asked.
        unsafe { avx2::multiply(operands, out) };
        return;
    }
    by_blocks(operands, out, block);
}

/// Goes over input and weights in blocks. A block at the edge repeats its last row.
#[inline(always)]
fn by_blocks(
    Operands { x, stride, count, weights, length }: Operands,
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

/// For registers of eight lanes: all sums stay in them. Plain loops, since what `array::map` and the
/// like take is not always inlined.
#[allow(clippy::needless_range_loop, reason = "the indices of several arrays")]
#[inline(always)]
fn block(w: [&[i8]; ROWS], x: [&[i16]; TOKENS]) -> Sums {
    let mut sums = [[i32x4::ZERO; ROWS]; TOKENS];
    let mut weights = [[i16x8::ZERO; 2]; ROWS];
    for j in (0..w[0].len()).step_by(LANES) {
        for r in 0..ROWS {
            weights[r] = bytemuck::must_cast(i16x16::from_i8x16(i8x16::new(lanes(w[r], j))));
        }
        for half in 0..2 {
            for t in 0..TOKENS {
                let values = i16x8::new(lanes(x[t], j + half * LANES / 2));
                for r in 0..ROWS {
                    sums[t][r] += weights[r][half].dot(values);
                }
            }
        }
    }
    let mut out = [[0; ROWS]; TOKENS];
    for t in 0..TOKENS {
        for r in 0..ROWS {
            out[t][r] = sums[t][r].reduce_add();
        }
    }
    out
}

/// `N` values from `at` on, which are there.
#[inline(always)]
fn lanes<T: Copy + Default, const N: usize>(row: &[T], at: usize) -> [T; N] {
    match row[at..].first_chunk() {
        Some(chunk) => *chunk,
        None => [T::default(); N],
    }
}

/// The same for processors with AVX2, of which a build for all processors knows nothing.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::*;

    use super::{LANES, Operands, ROWS, Sums, TOKENS, by_blocks, lanes};

    #[target_feature(enable = "avx2")]
    pub(super) fn multiply(operands: Operands, out: &mut [i32]) {
        by_blocks(operands, out, |w, x| block(w, x));
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn block(w: [&[i8]; ROWS], x: [&[i16]; TOKENS]) -> Sums {
        let mut sums = [[_mm256_setzero_si256(); ROWS]; TOKENS];
        let mut weights = [_mm256_setzero_si256(); ROWS];
        for j in (0..w[0].len()).step_by(LANES) {
            for r in 0..ROWS {
                let bytes = bytemuck::must_cast(lanes::<_, LANES>(w[r], j));
                weights[r] = _mm256_cvtepi8_epi16(bytes);
            }
            for t in 0..TOKENS {
                let values = bytemuck::must_cast(lanes::<_, LANES>(x[t], j));
                for r in 0..ROWS {
                    sums[t][r] =
                        _mm256_add_epi32(sums[t][r], _mm256_madd_epi16(weights[r], values));
                }
            }
        }
        let mut out = [[0; ROWS]; TOKENS];
        for t in 0..TOKENS {
            for r in 0..ROWS {
                let lanes: [i32; 8] = bytemuck::must_cast(sums[t][r]);
                out[t][r] = lanes.iter().sum();
            }
        }
        out
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
        let operands = Operands { x: &x, stride: LANES, count, weights: &w, length };
        multiply(operands, &mut out);
        let mut plain = vec![0; count * rows];
        by_blocks(operands, &mut plain, block);
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
