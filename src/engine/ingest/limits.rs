//! How much is read of a file, and the [`Budget`] that is spent while it is read.
//!
//! Documents are hostile: the sizes that they declare are not believed. What comes out of a
//! decompressor, an archive or a parser is counted as it comes.

use super::IngestError;

/// How much is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes.
    pub file_bytes: u64,
    /// The most that a file may unfold to, all archives within it together, in bytes.
    pub inflated_bytes: u64,
    /// The most that a single entry of an archive may unfold to, in bytes.
    pub entry_bytes: u64,
    /// The most entries of an archive, rows of a table or parts of a mail.
    pub entries: usize,
    /// How deep archives and mails may lie in each other; a file that holds none is at 0.
    pub archive_depth: usize,
    /// How deep elements of XML may lie in each other.
    pub element_depth: usize,
    /// The most pages of a PDF.
    pub pages: usize,
    /// The longest text of an article, in bytes of UTF-8.
    pub text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            inflated_bytes: 2 << 30,
            entry_bytes: 64 << 20,
            entries: 20_000,
            archive_depth: 4,
            element_depth: 500,
            pages: 3_000,
            text_bytes: 8 << 20,
        }
    }
}

/// What is left of the [`Limits`] while a file is read.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Budget {
    /// The limits.
    pub(super) limits: Limits,
    inflated: u64,
    entries: usize,
    depth: usize,
}

impl Budget {
    /// A whole budget.
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, inflated: 0, entries: 0, depth: 0 }
    }

    /// Counts bytes that came out of a decompressor.
    ///
    /// # Errors
    /// Once they are more than all of the file may unfold to.
    pub(super) fn inflated(&mut self, bytes: u64) -> Result<(), IngestError> {
        self.inflated = self.inflated.saturating_add(bytes);
        let (found, limit) = (self.inflated, self.limits.inflated_bytes);
        if found > limit { Err(IngestError::UnfoldsTooLarge { limit }) } else { Ok(()) }
    }

    /// The most that the next entry may unfold to, in bytes: a reader takes one byte more than
    /// that, to see whether there is more.
    pub(super) fn entry_bytes_left(&self) -> u64 {
        self.limits.entry_bytes.min(self.limits.inflated_bytes.saturating_sub(self.inflated))
    }

    /// Counts an entry, a row or a part.
    ///
    /// # Errors
    /// Once there are more than the limit, of all archives in the file together.
    pub(super) fn entry(&mut self) -> Result<(), IngestError> {
        self.entries += 1;
        let limit = self.limits.entries;
        if self.entries > limit { Err(IngestError::TooManyEntries { limit }) } else { Ok(()) }
    }

    /// Goes into an archive or a mail.
    ///
    /// # Errors
    /// If that is deeper than the limit.
    pub(super) fn enter(&mut self) -> Result<(), IngestError> {
        let limit = self.limits.archive_depth;
        if self.depth >= limit {
            return Err(IngestError::NestedTooDeep { limit });
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes out of an archive or a mail again.
    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unfolds_is_counted_together() {
        let limits = Limits { inflated_bytes: 10, entry_bytes: 8, ..Limits::default() };
        let mut budget = Budget::new(limits);
        assert_eq!(budget.entry_bytes_left(), 8);
        assert_eq!(budget.inflated(7), Ok(()));
        assert_eq!(budget.entry_bytes_left(), 3);
        assert_eq!(budget.inflated(4), Err(IngestError::UnfoldsTooLarge { limit: 10 }));
    }

    #[test]
    fn archives_in_archives_end_somewhere() {
        let mut budget = Budget::new(Limits { archive_depth: 2, ..Limits::default() });
        assert!(budget.enter().is_ok() && budget.enter().is_ok());
        assert_eq!(budget.enter(), Err(IngestError::NestedTooDeep { limit: 2 }));
        budget.leave();
        assert!(budget.enter().is_ok());
    }
}
