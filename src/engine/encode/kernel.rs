//! Multiplication of 16-bit rows by 8-bit weights, in integers: the same result on every target.
//!
//! Sums of several rows of weights stand beside each other in a register, so that none has to be
//! added up across its lanes. `wide` gives the lanes of x86-64, ARM and wasm's simd128, and an equal
//! plain path elsewhere; x86-64 has wider registers where the processor says so.

use wide::{i8x16, i16x8, i16x16, i32x4};

/// Rows of weights that are multiplied together.
const PANEL: usize = 16;

/// Values of a row that are multiplied by one instruction and added up.
const PAIR: usize = 2;

type Pair = [i16; PAIR];

/// The same two places of all rows of a panel.
type Column = [[i8; PAIR]; PANEL];

/// What comes out for the rows of a panel.
pub type Sums = [i32; PANEL];

/// Rows of weights, in the order in which they are multiplied.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: usize,
    /// Pairs of values in a row.
    pairs: usize,
    /// Panel by panel; the last has rows of zeros beyond the last row.
    columns: Vec<Column>,
}

impl Weights {
    /// From `rows` rows of values, none of which is -128, one row after the other. A row has an even
    /// number of them, and at most 516, up to which sums do not overflow.
    pub fn new(values: &[i8], rows: usize) -> Self {
        let length = values.len() / rows;
        debug_assert!(length.is_multiple_of(PAIR) && (1..=516).contains(&length));
        let pairs = length / PAIR;
        let mut columns = vec![Column::default(); rows.div_ceil(PANEL) * pairs];
        for (r, row) in values.chunks_exact(length).enumerate() {
            let panel = &mut columns[r / PANEL * pairs..][..pairs];
            for (column, pair) in panel.iter_mut().zip(row.as_chunks().0) {
                column[r % PANEL] = *pair;
            }
        }
        Self { rows, pairs, columns }
    }

    /// Panels that hold all rows; the last may be a part of one.
    pub fn panels(&self) -> usize {
        self.rows.div_ceil(PANEL)
    }
}

/// What is multiplied.
#[derive(Clone, Copy, Debug)]
pub struct Operands<'a> {
    /// Rows of the input, each as long as those of the weights.
    pub x: &'a [i16],
    /// From the beginning of one row of the input to that of the next; rows may overlap.
    pub stride: usize,
    /// How many rows of the input there are.
    pub count: usize,
    /// What they are multiplied by.
    pub weights: &'a Weights,
}

/// `out[t][r] = Σ x[t * stride + j] * weights[r][j]` over all `j`, for `t < count`.
///
/// `out` holds the sums of all panels for each `t`; behind those of the last row stand zeros.
pub fn multiply(operands: Operands, out: &mut [Sums]) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") && has!("avx512bw") && has!("avx512vnni") {
            // SAFETY: the processor has all three, as was just asked.
            unsafe { avx512::multiply(operands, out) };
            return;
        }
        if has!("avx2") {
            // SAFETY: the processor has AVX2, as was just asked.
            unsafe { avx2::multiply(operands, out) };
            return;
        }
    }
    by_blocks(operands, out, block);
}

/// Goes over panels and rows of the input in blocks. A block at the end repeats its last row.
#[inline(always)]
fn by_blocks<const ROWS: usize>(
    Operands { x, stride, count, weights }: Operands,
    out: &mut [Sums],
    block: impl Fn(&[Column], [&[Pair]; ROWS]) -> [Sums; ROWS],
) {
    let (panels, pairs) = (weights.panels(), weights.pairs);
    for (p, panel) in weights.columns.chunks_exact(pairs).enumerate() {
        for t in (0..count).step_by(ROWS) {
            let last = count - 1 - t;
            let mut xs: [&[Pair]; ROWS] = [&[]; ROWS];
            for (i, xs) in xs.iter_mut().enumerate() {
                *xs = &x[(t + i.min(last)) * stride..].as_chunks().0[..pairs];
            }
            let sums = block(panel, xs);
            for (i, sums) in sums.iter().enumerate().take(last + 1) {
                out[(t + i) * panels + p] = *sums;
            }
        }
    }
}

/// Rows as long as the panel, so that no index into them has to be checked.
#[inline(always)]
fn cut<'a, const ROWS: usize>(panel: &[Column], mut x: [&'a [Pair]; ROWS]) -> [&'a [Pair]; ROWS] {
    for x in &mut x {
        *x = &x[..panel.len()];
    }
    x
}

/// For registers of eight lanes: half a panel by four rows, so that all sums stay in them.
#[inline(always)]
fn block(panel: &[Column], x: [&[Pair]; 4]) -> [Sums; 4] {
    let mut out = [[[i32x4::ZERO; 2]; 2]; 4];
    let x = cut(panel, x);
    for half in 0..2 {
        let mut sums = [[i32x4::ZERO; 2]; 4];
        for (j, column) in panel.iter().enumerate() {
            let halves: [[i8; PANEL]; 2] = bytemuck::must_cast(*column);
            let wider = i16x16::from_i8x16(i8x16::new(halves[half]));
            let weights: [i16x8; 2] = bytemuck::must_cast(wider);
            for (sums, x) in sums.iter_mut().zip(x) {
                let pair: i16x8 = bytemuck::must_cast([x[j]; 4]);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum += weights.dot(pair);
                }
            }
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            out[half] = sums;
        }
    }
    bytemuck::must_cast(out)
}

/// The same for processors with AVX2, of which a build for all processors knows nothing.
#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::*;

    use super::{Column, Operands, Pair, Sums, by_blocks, cut};

    #[target_feature(enable = "avx2")]
    pub(super) fn multiply(operands: Operands, out: &mut [Sums]) {
        by_blocks(operands, out, |panel, x| block(panel, x));
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn block(panel: &[Column], x: [&[Pair]; 4]) -> [Sums; 4] {
        let x = cut(panel, x);
        let mut sums = [[_mm256_setzero_si256(); 2]; 4];
        for (j, column) in panel.iter().enumerate() {
            let [first, last] = bytemuck::must_cast(*column);
            let weights = [_mm256_cvtepi8_epi16(first), _mm256_cvtepi8_epi16(last)];
            for (sums, x) in sums.iter_mut().zip(x) {
                let pair = _mm256_set1_epi32(bytemuck::must_cast(x[j]));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(weights, pair));
                }
            }
        }
        bytemuck::must_cast(sums)
    }
}

/// The same for processors with AVX-512 and its products that are added up in one step.
#[cfg(target_arch = "x86_64")]
mod avx512 {
    use std::arch::x86_64::*;

    use super::{Column, Operands, Pair, Sums, by_blocks, cut};

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) fn multiply(operands: Operands, out: &mut [Sums]) {
        by_blocks(operands, out, |panel, x| block(panel, x));
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    #[inline]
    fn block(panel: &[Column], x: [&[Pair]; 8]) -> [Sums; 8] {
        let x = cut(panel, x);
        let mut sums = [_mm512_setzero_si512(); 8];
        for (j, column) in panel.iter().enumerate() {
            let weights = _mm512_cvtepi8_epi16(bytemuck::must_cast(*column));
            for (sums, x) in sums.iter_mut().zip(x) {
                let pair = _mm512_set1_epi32(bytemuck::must_cast(x[j]));
                *sums = _mm512_dpwssd_epi32(*sums, weights, pair);
            }
        }
        let mut out = [Sums::default(); 8];
        for (out, sums) in out.iter_mut().zip(sums) {
            let halves = [_mm512_castsi512_si256(sums), _mm512_extracti64x4_epi64::<1>(sums)];
            *out = bytemuck::must_cast(halves);
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

    /// On every path that this processor has.
    fn check(seed: u16, count: u8, rows: u8, pairs: u8) {
        let (count, rows) = (usize::from(count % 19), usize::from(rows % 40) + 1);
        let length = PAIR * (usize::from(pairs % 40) + 1);
        let stride = length / 2 + 1;
        let noise = |i: usize| (i + 1).wrapping_mul(2_654_435_761).wrapping_add(seed.into()) >> 7;
        let x: Vec<i16> = (0..count * stride + length).map(|i| noise(i) as i16).collect();
        let w: Vec<i8> = (0..rows * length).map(|i| (noise(i) as i8).max(-127)).collect();
        let weights = Weights::new(&w, rows);
        let operands = Operands { x: &x, stride, count, weights: &weights };
        let row = |r: usize| w.get(r * length..).and_then(|w| w.get(..length)).unwrap_or(&[]);
        let product = |t: usize, r: usize| -> i32 {
            x[t * stride..].iter().zip(row(r)).map(|(x, w)| i32::from(*x) * i32::from(*w)).sum()
        };
        let n_panels = weights.panels();
        let expected: Vec<Sums> = (0..count * n_panels)
            .map(|i| std::array::from_fn(|r| product(i / n_panels, i % n_panels * PANEL + r)))
            .collect();
        let mut out = vec![[1; PANEL]; count * n_panels];
        by_blocks(operands, &mut out, block);
        assert_eq!(out, expected);
        out.fill([1; PANEL]);
        multiply(operands, &mut out);
        assert_eq!(out, expected);
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            out.fill([1; PANEL]);
            // SAFETY: the processor has AVX2, as was just asked.
            unsafe { avx2::multiply(operands, &mut out) };
            assert_eq!(out, expected);
        }
    }
}
