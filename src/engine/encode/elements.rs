//! What is done with numbers one by one between two products: scaled, compared, normalised, rounded,
//! run through gates.
//!
//! Plain 32-bit arithmetic in a fixed order, nothing fused, so that every target computes the same
//! bits. Processors with AVX2, of which a build for all x86-64 knows nothing, have each function
//! compiled for them once more: the same steps, on eight numbers at a time.

use wide::{f32x8, i16x8};

use super::PIECES;

/// Steps of one unit in the 16-bit form of a number.
const STEPS: f32 = 1024.0;

/// Functions that take the path of the processor at hand.
macro_rules! on_wide_registers {
    ($(
        $(#[$doc:meta])*
        pub(crate) fn $name:ident$(<const $n:ident: usize>)?(
            $($argument:ident: $type:ty),* $(,)?
        ) $body:block
    )*) => {$(
        $(#[$doc])*
        pub(crate) fn $name$(<const $n: usize>)?($($argument: $type),*) {
            #[inline(always)]
            fn steps$(<const $n: usize>)?($($argument: $type),*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2$(<const $n: usize>)?($($argument: $type),*) {
                steps($($argument),*)
            }

            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has AVX2, as was just asked.
                unsafe { avx2($($argument),*) };
                return;
            }
            steps($($argument),*)
        }
    )*};
}

on_wide_registers! {
    /// Numbers as the kernel takes them: 16 bits, [`STEPS`] to the unit, cut at ±32. Their count is a
    /// multiple of 8.
    pub(crate) fn quantize(values: &[f32], out: &mut Vec<i16>) {
        out.resize(values.len(), 0);
        round(values, out);
    }

    /// Sums of products to numbers: `scales.len()` of every `padded` sums count.
    pub(crate) fn scale(
        sums: &[i32],
        padded: usize,
        scales: &[f32],
        bias: &[f32],
        out: &mut [f32],
    ) {
        for (out, sums) in out.chunks_exact_mut(scales.len()).zip(sums.chunks_exact(padded)) {
            for (((out, &sum), scale), bias) in out.iter_mut().zip(sums).zip(scales).zip(bias) {
                *out = sum as f32 * scale + bias;
            }
        }
    }

    /// Adds the larger of the pieces of every number (maxout, Goodfellow et al. 2013) to `values`; the
    /// pieces of a row of `width` stand one row after the other.
    pub(crate) fn add_largest(all: &[f32], width: usize, values: &mut [f32]) {
        for (out, pieces) in values.chunks_exact_mut(width).zip(all.chunks_exact(PIECES * width)) {
            let (a, rest) = pieces.split_at(width);
            let (b, c) = rest.split_at(width);
            for (out, ((&a, &b), &c)) in out.iter_mut().zip(a.iter().zip(b).zip(c)) {
                let larger = if b > a { b } else { a };
                *out += if c > larger { c } else { larger };
            }
        }
    }

    /// Normalises the rows that are words (layer normalisation, Ba, Kiros & Hinton 2016), empties the
    /// others, and rounds all of them into `small`.
    pub(crate) fn normalize(
        values: &mut [f32],
        live: &[bool],
        gain: &[f32],
        bias: &[f32],
        small: &mut Vec<i16>,
    ) {
        small.resize(values.len(), 0);
        let rows = values.chunks_exact_mut(gain.len()).zip(small.chunks_exact_mut(gain.len()));
        for ((row, small), &live) in rows.zip(live) {
            if !live {
                row.fill(0.0);
                small.fill(0);
                continue;
            }
            let count = row.len() as f32;
            let mean = sum(row, |v| v) / count;
            let away = |v| v - f32x8::splat(mean);
            let variance = sum(row, |v| away(v) * away(v)) / count;
            let scale = 1.0 / (variance + 1e-5).sqrt();
            for ((v, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
                *v = (*v - mean) * scale * gain + bias;
            }
            round(row, small);
        }
    }

    /// Adds up.
    pub(crate) fn add(values: &mut [f32], changes: &[f32]) {
        for (v, change) in values.iter_mut().zip(changes) {
            *v += change;
        }
    }

    /// Two recurrences over rows, from the first on and from the last back, each of which begins anew
    /// behind a row that is no word. `gates`: four rows of `width` for each, f and z of the one and of
    /// the other; `states`: two for each, which they leave there.
    pub(crate) fn recur(live: &[bool], width: usize, gates: &[f32], states: &mut [f32]) {
        let mut state = vec![0.0f32; width];
        for side in 0..2 {
            state.fill(0.0);
            for k in 0..live.len() {
                let t = if side == 0 { k } else { live.len() - 1 - k };
                let out = &mut states[(t * 2 + side) * width..][..width];
                if !live[t] {
                    state.fill(0.0);
                    out.fill(0.0);
                    continue;
                }
                let (f, z) = gates[(t * 4 + side * 2) * width..][..2 * width].split_at(width);
                for (((h, out), f), z) in state.iter_mut().zip(out).zip(f).zip(z) {
                    let keep = gate(*f);
                    *h = keep * *h + (1.0 - keep) * z;
                    *out = *h;
                }
            }
        }
    }

    /// The sums of rows, where they are positive, else 0. All rows are as long as `out`.
    pub(crate) fn positive_sums<const N: usize>(rows: [&[f32]; N], out: &mut [f32]) {
        let rows = rows.map(|row| &row[..out.len()]);
        for (k, out) in out.iter_mut().enumerate() {
            let sum = rows[1..].iter().fold(rows[0][k], |sum, row| sum + row[k]);
            *out = if sum > 0.0 { sum } else { 0.0 };
        }
    }

    /// The sum of products of `row` with each of `rows`, which are as long and lie one after the
    /// other. Their length is a multiple of 8.
    pub(crate) fn products(row: &[f32], rows: &[f32], out: &mut [f32]) {
        for (out, other) in out.iter_mut().zip(rows.chunks_exact(row.len())) {
            let pairs = eights(row).zip(eights(other));
            *out = add_lanes(pairs.fold(f32x8::ZERO, |sum, (a, b)| sum + a * b));
        }
    }
}

#[inline(always)]
fn round(values: &[f32], out: &mut [i16]) {
    for (out, values) in out.as_chunks_mut().0.iter_mut().zip(eights(values)) {
        let steps = (values * f32x8::splat(STEPS)).round_int();
        *out = i16x8::from_i32x8_saturate(steps).to_array();
    }
}

/// Every eight numbers of a row.
#[inline(always)]
fn eights(values: &[f32]) -> impl Iterator<Item = f32x8> {
    values.as_chunks().0.iter().map(|eight| f32x8::new(*eight))
}

/// Sum of `term` of every number of a row, whose length is a multiple of 8.
#[inline(always)]
fn sum(values: &[f32], term: impl Fn(f32x8) -> f32x8) -> f32 {
    add_lanes(eights(values).fold(f32x8::ZERO, |sum, v| sum + term(v)))
}

/// The sum of the lanes, always in the same order.
#[inline(always)]
fn add_lanes(lanes: f32x8) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes.to_array();
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// From 0 to 1 like a sigmoid, in arithmetic that every machine does alike.
#[inline(always)]
fn gate(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers around 0, each another.
    fn noise(count: usize) -> Vec<f32> {
        let at = |i: usize| (i + 1).wrapping_mul(2_654_435_761) >> 7 & 0xffff;
        (0..count).map(|i| at(i) as f32 / 8192.0 - 4.0).collect()
    }

    #[test]
    fn rows_are_normalised_and_rounded_and_gaps_emptied() {
        let (width, live) = (16, [false, true, true]);
        let mut values = noise(width * live.len());
        let mut small = vec![7; 3];
        normalize(&mut values, &live, &vec![1.0; width], &vec![0.5; width], &mut small);
        assert!(values[..width].iter().all(|v| *v == 0.0));
        for row in values[width..].chunks_exact(width) {
            let mean = row.iter().sum::<f32>() / width as f32;
            assert!((mean - 0.5).abs() < 1e-5, "{mean}");
        }
        let rounded: Vec<i16> =
            values.iter().map(|v| (v * STEPS).round_ties_even() as i16).collect();
        assert_eq!(small, rounded);
    }

    #[test]
    fn a_recurrence_knows_only_what_it_came_by() {
        let (width, live) = (8, [false, true, true, false, true]);
        let gates = noise(live.len() * 4 * width);
        let mut states = vec![9.0; live.len() * 2 * width];
        recur(&live, width, &gates, &mut states);
        let state = |t: usize, side: usize| &states[(t * 2 + side) * width..][..width];
        let alone = |t: usize, side: usize| -> Vec<f32> {
            let (f, z) = gates[(t * 4 + side * 2) * width..][..2 * width].split_at(width);
            f.iter().zip(z).map(|(f, z)| (1.0 - gate(*f)) * z).collect()
        };
        assert!(state(0, 0).iter().chain(state(3, 1)).all(|v| *v == 0.0));
        assert_eq!(state(1, 0), alone(1, 0));
        assert_eq!(state(2, 1), alone(2, 1));
        assert_ne!(state(2, 0), alone(2, 0));
        assert_eq!(state(4, 0), alone(4, 0));
    }

    #[test]
    fn negative_sums_are_cut_off() {
        let (a, b) = ([1.0, 2.0, -3.0], [0.5, -4.0, -1.0]);
        let mut out = [9.0; 3];
        positive_sums([&a, &b], &mut out);
        assert_eq!(out, [1.5, 0.0, 0.0]);
    }
}
