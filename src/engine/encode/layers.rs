//! The layers of the encoder, over all words of a text at once.
//!
//! Words stand in rows of as many numbers as the network is wide, with an empty row before and after
//! each sentence, so that a convolution sees zeros beyond it. Products are summed in integers; what
//! follows is plain 32-bit arithmetic ([`super::elements`]), so that every target computes the same
//! bits.

use super::elements::{add, add_largest, normalize, quantize, recur, scale};
use super::kernel::{Operands, Sums, Weights, multiply};

/// Numbers that stand for a word between the encoder's layers.
pub const WIDTH: usize = 96;

/// Pieces of which maxout keeps the largest.
pub const PIECES: usize = 3;

/// Rows whose sums are scaled while they are still near at hand.
const TOGETHER: usize = 16;

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

    /// What it makes of `count` rows of `x`, the next beginning `stride` after the last.
    pub fn apply<'w>(
        &self,
        x: &[i16],
        stride: usize,
        count: usize,
        work: &'w mut Work,
    ) -> &'w mut [f32] {
        let (rows, weights) = (self.rows(), &self.weights);
        let Work { sums, out, .. } = work;
        out.resize(out.len().max(count * rows), 0.0);
        let all = &mut out[..count * rows];
        sums.resize(TOGETHER * weights.panels(), Sums::default());
        for (first, out) in (0..count).step_by(TOGETHER).zip(all.chunks_mut(TOGETHER * rows)) {
            let (x, count) = (&x[first * stride..], out.len() / rows);
            multiply(Operands { x, stride, count, weights }, sums);
            let padded = weights.panels() * Sums::default().len();
            scale(sums.as_flattened(), padded, self.scales, self.bias, out);
        }
        all
    }
}

/// Working memory of the layers.
#[derive(Default)]
pub struct Work {
    sums: Vec<Sums>,
    /// What the last [`Linear::apply`] gave, and what is left of longer ones.
    out: Vec<f32>,
    /// Numbers on their way into a further product.
    small: Vec<i16>,
    states: Vec<f32>,
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
        let width = norm.width();
        let mut values = vec![0.0; live.len() * width];
        add_largest(first.apply(joined, length, live.len(), work), width, &mut values);
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
                let pieces = linear.apply(&self.small, width, inner, work);
                add_largest(pieces, width, &mut self.values[width..]);
            }
            Body::Recurrence { gates, out } => {
                gates.apply(&self.small, width, self.live.len(), work);
                let mut small = std::mem::take(&mut work.small);
                work.states.resize(self.live.len() * 2 * width, 0.0);
                recur(&self.live, width, &work.out, &mut work.states);
                quantize(&work.states, &mut small);
                add(&mut self.values, out.apply(&small, 2 * width, self.live.len(), work));
                work.small = small;
            }
        }
        self.finish(&layer.norm);
    }

    fn finish(&mut self, norm: &Norm) {
        normalize(&mut self.values, &self.live, norm.gain, norm.bias, &mut self.small);
    }
}
