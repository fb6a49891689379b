//! Reads a network's file part by part, in place.

use crate::engine::encode::{Body, Layer, Linear, Norm};

/// Bytes that floats can be read from in place.
#[repr(C, align(16))]
pub(super) struct Aligned<B: ?Sized>(pub(super) B);

/// What is left to read of a network's floats and bytes.
pub(super) struct Cursor {
    floats: &'static [f32],
    bytes: &'static [i8],
}

impl Cursor {
    pub(super) fn new(floats: &'static [f32], bytes: &'static [i8]) -> Self {
        Self { floats, bytes }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.floats.is_empty() && self.bytes.is_empty()
    }

    pub(super) fn linear(&mut self, rows: usize, length: usize) -> Option<Linear<'static>> {
        let weights = self.bytes(rows * length)?;
        Some(Linear::new(weights, self.floats(rows)?, self.floats(rows)?))
    }

    pub(super) fn norm(&mut self, width: usize) -> Option<Norm<'static>> {
        Some(Norm { gain: self.floats(width)?, bias: self.floats(width)? })
    }

    pub(super) fn recurrence(&mut self, width: usize) -> Option<Layer<'static>> {
        let body = Body::Recurrence {
            gates: self.linear(4 * width, width)?,
            out: self.linear(width, 2 * width)?,
        };
        Some(Layer { body, norm: self.norm(width)? })
    }

    pub(super) fn floats(&mut self, count: usize) -> Option<&'static [f32]> {
        let (taken, rest) = self.floats.split_at_checked(count)?;
        self.floats = rest;
        Some(taken)
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&'static [i8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }
}
