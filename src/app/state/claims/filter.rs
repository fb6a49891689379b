//! [`ClaimFilter`]: which claims are shown, and in what order.

use std::sync::Arc;

use super::{ClaimRow, Rows};
use crate::report::{ClaimKind, Quotation};

/// Which claims are shown, by what the reader did with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum MarkFilter {
    /// All.
    #[default]
    All,
    /// With this mark.
    Is(String),
    /// Without any mark.
    Unmarked,
    /// With a note.
    Noted,
    /// Changed or added by the reader.
    Edited,
}

impl MarkFilter {
    /// The choice that a list spells so; marks begin with "=", so that none is taken for a word.
    pub(in crate::app) fn from_value(value: &str) -> Self {
        match (value, value.strip_prefix('=')) {
            (_, Some(mark)) => Self::Is(mark.to_owned()),
            ("unmarked", _) => Self::Unmarked,
            ("noted", _) => Self::Noted,
            ("edited", _) => Self::Edited,
            _ => Self::All,
        }
    }

    /// As a list spells it.
    pub(in crate::app) fn value(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::Is(mark) => format!("={mark}"),
            Self::Unmarked => "unmarked".to_owned(),
            Self::Noted => "noted".to_owned(),
            Self::Edited => "edited".to_owned(),
        }
    }

    /// True if a row is shown.
    pub(in crate::app) fn admits(&self, row: &ClaimRow) -> bool {
        match self {
            Self::All => true,
            Self::Is(mark) => row.mark.as_ref() == Some(mark),
            Self::Unmarked => row.mark.is_none(),
            Self::Noted => row.note.is_some(),
            Self::Edited => row.is_edited,
        }
    }
}

/// Which kinds of claim are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum KindFilter {
    /// All.
    #[default]
    All,
    /// In the source's own words, wholly or in part.
    Quote,
    /// In the article's words.
    Paraphrase,
    /// The author's own.
    Author,
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum SortBy {
    /// Article, then position.
    #[default]
    Article,
    /// Name of the speaker.
    Speaker,
    /// The cue.
    Cue,
    /// The words.
    Content,
    /// Quote or paraphrase.
    Quotation,
    /// How surely.
    Certainty,
    /// Who passed it on.
    Via,
}

/// Which claims are shown, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct ClaimFilter {
    /// Of this article only.
    pub(in crate::app) article: Option<u32>,
    /// Of this speaker only; `Some("")`: of nobody named.
    pub(in crate::app) speaker: Option<String>,
    /// Of these kinds only.
    pub(in crate::app) kind: KindFilter,
    /// By what the reader did with them.
    pub(in crate::app) mark: MarkFilter,
    /// Sorted by this.
    pub(in crate::app) sort: SortBy,
    /// The other way round.
    pub(in crate::app) descending: bool,
}

impl ClaimFilter {
    /// Those of `rows` that are shown, in its order; the very same where all are.
    pub(in crate::app) fn of(&self, rows: &Rows) -> Rows {
        let mut shown = match self.leaves_out_nothing() {
            true => rows.clone(),
            false => Arc::new(rows.iter().filter(|row| self.admits(row)).cloned().collect()),
        };
        if self.descending {
            Arc::make_mut(&mut shown).reverse();
        }
        shown
    }

    /// The same order of all rows.
    pub(in crate::app) fn without_limits(&self) -> Self {
        Self { sort: self.sort, descending: self.descending, ..Self::default() }
    }

    fn leaves_out_nothing(&self) -> bool {
        *self == self.without_limits()
    }

    /// True if a row is shown.
    fn admits(&self, row: &ClaimRow) -> bool {
        let kind = match self.kind {
            KindFilter::All => true,
            KindFilter::Author => row.kind == ClaimKind::Authorial,
            KindFilter::Quote => {
                row.kind == ClaimKind::Attributed && row.quotation != Quotation::Indirect
            }
            KindFilter::Paraphrase => {
                row.kind == ClaimKind::Attributed && row.quotation == Quotation::Indirect
            }
        };
        let speaker = self.speaker.as_deref();
        kind && self.mark.admits(row)
            && self.article.is_none_or(|key| key == row.key)
            && speaker.is_none_or(|s| s == row.speaker.as_deref().unwrap_or_default())
    }
}
