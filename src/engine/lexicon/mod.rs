//! Word lists, each read here and nowhere else.

/// Every word list that the engine uses.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Reads the lists that are linked into the binary.
    pub fn new() -> Self {
        Self::default()
    }
}
