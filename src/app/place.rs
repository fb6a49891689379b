//! Where the reader is: view, pane, dialog, place in an article.

use std::sync::Arc;

/// What the middle of the page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// The open article, or the start.
    #[default]
    Article,
    /// All claims as a table.
    Claims,
    /// Claims that several articles make.
    Agreements,
    /// Passages that differ.
    Conflicts,
    /// Shared text.
    Copies,
    /// Who says what.
    Speakers,
    /// Dated passages.
    Timeline,
}

/// What a narrow screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pane {
    /// The list.
    Articles,
    /// The middle.
    #[default]
    Reading,
    /// Summary and claims.
    Findings,
}

/// Which dialog is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// How to check that nothing leaves.
    Privacy,
    /// About Nutgraf.
    About,
    /// Paste text.
    Paste,
    /// Really clear all?
    Clear,
    /// Search.
    Search,
    /// What confidence means, and how often claims are right.
    Confidence,
    /// Set a field of the open article's metadata.
    Metadata(&'static str),
    /// Rename or merge a speaker.
    Speaker(Arc<SpeakerNames>),
    /// What the reader changed.
    Changes,
    /// The keys.
    Keys,
}

/// The names of one speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SpeakerNames {
    /// The name that is shown.
    pub(super) name: String,
    /// All names that stand for it, that one among them.
    pub(super) names: Vec<String>,
}

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A claim.
    Claim(String),
    /// A sentence.
    Sentence(usize),
    /// A code point.
    Position(usize),
}
