//! The layers of the encoder, over all words of a text at once.
//!
//! Words stand in rows of as many numbers as the network is wide, with an empty row before and after
//! each sentence, so that a convolution sees zeros beyond it. Products are summed in integers; what follows is plain
//! 32-bit arithmetic in a fixed order, so that every target computes the same bits.

use wide::{f32x8, i16x8};

use super::kernel::{Operands, Sums, Weights, multiply};

/// Numbers that stand for a word between the encoder's layers.
pub const WIDTH: usize = 96;

/// Pieces of which maxout keeps the largest.
pub const PIECES: usize = 3;

/// Rows whose sums are scaled while they are still near at hand.
const TOGETHER: usize = 16;

/// Steps of one unit in the 16-bit form of a number.
const STEPS: f32 = 1024.0;

/// Numbers as the kernel takes them: 16 bits, [`STEPS`] to the unit, cut at ±32. Their count is a
/// multiple of 8.
pub(crate) fn quantize(values: &[f32], out: &mut Vec<i16>) {
    out.clear();
    for lanes in values.chunks_exact(8) {
        let steps = (eight(lanes) * f32x8::splat(STEPS)).round_int();
        out.extend_from_slice(&i16x8::from_i32x8_saturate(steps).to_array());
    }
}

/// The first eight of `values`, which are there.
#[inline(always)]
fn eight(values: &[f32]) -> f32x8 {
    f32x8::new(values.first_chunk().copied().unwrap_or_default())
}

/// Sum of `term` of every eight numbers.
#[inline(always)]
fn sum(values: &[f32], term: impl Fn(f32x8) -> f32x8) -> f32 {
    add_lanes(values.chunks_exact(8).fold(f32x8::ZERO, |sum, v| sum + term(eight(v))))
}

/// Sum of products of two rows of equal length, a multiple of 8.
pub(crate) fn product(a: &[f32], b: &[f32]) -> f32 {
    let pairs = a.chunks_exact(8).zip(b.chunks_exact(8));
    add_lanes(pairs.fold(f32x8::ZERO, |sum, (a, b)| sum + eight(a) * eight(b)))
}

/// The sum of the lanes, always in the same order.
#[inline(always)]
fn add_lanes(lanes: f32x8) -> f32 {
    let [a, b, c, d, e, f, g, h] = lanes.to_array();
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// A weight matrix in 8 bits with one scale a row, and a bias.
#[derive(Clone, Debug)]
pub struct Linear<'a> {
    weights: Weights,
    scales: &'a [f32],
    bias: &'a [f32],
}

impl<'a> Linear<'a> {
    /// From `rows × length` weights, row by row; `scales`: what a sum of products is multiplied by,
    /// one for each row; `bias`: what is added to it.
    pub fn new(weights: &[i8], scales: &'a [f32], bias: &'a [f32]) -> Self {
        Self { weights: Weights::new(weights, scales.len()), scales, bias }
    }

    /// Numbers that come out for each row of the input.
    pub fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Applies it to `count` rows of `x`, the next beginning `stride` after the last.
    pub fn apply(&self, x: &[i16], stride: usize, count: usize, work: &mut Work) {
        let (rows, weights) = (self.rows(), &self.weights);
        let Work { sums, out, .. } = work;
        out.resize(count * rows, 0.0);
        sums.resize(TOGETHER * weights.panels(), Sums::default());
        for (first, out) in (0..count).step_by(TOGETHER).zip(out.chunks_mut(TOGETHER * rows)) {
            let (x, count) = (&x[first * stride..], out.len() / rows);
            multiply(Operands { x, stride, count, weights }, sums);
            for (out, sums) in out.chunks_exact_mut(rows).zip(sums.chunks(weights.panels())) {
                let scaled = sums.as_flattened().iter().zip(self.scales).zip(self.bias);
                for (out, ((&sum, scale), bias)) in out.iter_mut().zip(scaled) {
                    *out = sum as f32 * scale + bias;
                }
            }
        }
    }
}

/// Working memory of the layers.
#[derive(Default)]
pub struct Work {
    sums: Vec<Sums>,
    /// What the last [`Linear::apply`] gave.
    pub out: Vec<f32>,
    /// Numbers on their way into a further product.
    small: Vec<i16>,
    state: Vec<f32>,
}

/// The larger of the pieces of every number (Goodfellow et al. 2013); the pieces of a row of
/// `width` stand one row after the other.
fn maxout(values: &[f32], width: usize, out: &mut [f32], take: impl Fn(&mut f32, f32)) {
    for (out, pieces) in out.chunks_exact_mut(width).zip(values.chunks_exact(PIECES * width)) {
        let (a, rest) = pieces.split_at(width);
        let (b, c) = rest.split_at(width);
        for (out, ((&a, &b), &c)) in out.iter_mut().zip(a.iter().zip(b).zip(c)) {
            let larger = if b > a { b } else { a };
            take(out, if c > larger { c } else { larger });
        }
    }
}

/// Layer normalisation (Ba, Kiros & Hinton 2016).
#[derive(Clone, Copy, Debug)]
pub struct Norm<'a> {
    /// Factor of each number.
    pub gain: &'a [f32],
    /// What is added to each.
    pub bias: &'a [f32],
}

impl Norm<'_> {
    /// Numbers in a row.
    fn width(&self) -> usize {
        self.gain.len()
    }

    fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mean = sum(row, |v| v) / count;
        let away = |v| v - f32x8::splat(mean);
        let variance = sum(row, |v| away(v) * away(v)) / count;
        let scale = 1.0 / (variance + 1e-5).sqrt();
        for ((v, gain), bias) in row.iter_mut().zip(self.gain).zip(self.bias) {
            *v = (*v - mean) * scale * gain + bias;
        }
    }
}

/// One layer: what it computes is added to its input, and the sum is normalised.
#[derive(Clone, Debug)]
pub struct Layer<'a> {
    /// What it computes.
    pub body: Body<'a>,
    /// The normalisation after it.
    pub norm: Norm<'a>,
}

/// What a layer computes.
#[derive(Clone, Debug)]
pub enum Body<'a> {
    /// Maxout over a word and its two neighbours.
    Convolution(Linear<'a>),
    /// Two minimal gated recurrences (minGRU, Feng et al. 2024), from the left and from the right:
    /// `h = f · h_before + (1 - f) · z`.
    Recurrence {
        /// Makes f and z of the one direction, then of the other.
        gates: Linear<'a>,
        /// Takes both directions' h.
        out: Linear<'a>,
    },
}

/// The words of a text between two layers.
pub struct Rows {
    /// As many numbers a row as the network is wide.
    pub values: Vec<f32>,
    /// The same in 16 bits, for the kernel.
    pub small: Vec<i16>,
    /// Whether a row is a word, not the space between two sentences.
    pub live: Vec<bool>,
}

impl Rows {
    /// Rows that hold what maxout and `norm` make of `first`, one row of its output for each row.
    pub(crate) fn new(
        live: Vec<bool>,
        joined: &[i16],
        length: usize,
        first: &Linear,
        norm: &Norm,
        work: &mut Work,
    ) -> Self {
        first.apply(joined, length, live.len(), work);
        let width = norm.width();
        let mut values = vec![0.0; live.len() * width];
        maxout(&work.out, width, &mut values, |out, v| *out = v);
        Self::normalized(live, values, norm)
    }

    /// Rows that hold `values`, normalised.
    pub(crate) fn normalized(live: Vec<bool>, values: Vec<f32>, norm: &Norm) -> Self {
        let mut rows = Self { values, small: Vec::new(), live };
        rows.finish(norm);
        rows
    }

    /// Applies a layer to all rows.
    pub(crate) fn apply(&mut self, layer: &Layer, work: &mut Work) {
        let width = layer.norm.width();
        match &layer.body {
            Body::Convolution(linear) => {
                // A row's window begins at the row before it. The first and the last row are empty.
                let inner = self.live.len().saturating_sub(2);
                linear.apply(&self.small, width, inner, work);
                let values = &mut self.values[width..];
                maxout(&work.out, width, values, |value, change| *value += change);
            }
            Body::Recurrence { gates, out } => {
                gates.apply(&self.small, width, self.live.len(), work);
                recur(&self.live, width, work);
                out.apply(&std::mem::take(&mut work.small), 2 * width, self.live.len(), work);
                for (v, change) in self.values.iter_mut().zip(&work.out) {
                    *v += change;
                }
            }
        }
        self.finish(&layer.norm);
    }

    fn finish(&mut self, norm: &Norm) {
        for (row, &live) in self.values.chunks_exact_mut(norm.width()).zip(&self.live) {
            if live { norm.apply(row) } else { row.fill(0.0) }
        }
        quantize(&self.values, &mut self.small);
    }
}

/// Runs both recurrences over the gates in `work.out`; their states go to `work.small`.
fn recur(live: &[bool], width: usize, work: &mut Work) {
    work.state.clear();
    work.state.resize(live.len() * 2 * width, 0.0);
    let rows = || 0..live.len();
    run(rows(), 0, live, width, work);
    run(rows().rev(), 1, live, width, work);
    quantize(&work.state, &mut work.small);
}

/// Runs one of them over rows in its order; it begins anew behind a row that is no word.
fn run(
    rows: impl Iterator<Item = usize>,
    side: usize,
    live: &[bool],
    width: usize,
    work: &mut Work,
) {
    let mut state = vec![0.0f32; width];
    for t in rows {
        if !live[t] {
            state.fill(0.0);
            continue;
        }
        let (f, z) = work.out[(t * 4 + side * 2) * width..][..2 * width].split_at(width);
        let out = &mut work.state[(t * 2 + side) * width..][..width];
        for (((h, out), f), z) in state.iter_mut().zip(out).zip(f).zip(z) {
            let keep = gate(*f);
            *h = keep * *h + (1.0 - keep) * z;
            *out = *h;
        }
    }
}

/// From 0 to 1 like a sigmoid, in arithmetic that every machine does alike.
fn gate(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}
