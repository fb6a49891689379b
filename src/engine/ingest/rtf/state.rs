//! What holds in a group of an RTF document, and for a paragraph.

use super::destination::Destination;

/// What holds in a group, and is restored at its end.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// How many tokens stand, after a character by its number, for readers that do not know it.
    pub(super) n_fallback: usize,
    pub(super) font: i32,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    /// What its end ends.
    pub(super) ends: Ends,
    /// The next token is the group's first; true also after "\*".
    pub(super) is_first: bool,
    /// "\*": to be skipped by who does not know it.
    pub(super) may_be_ignored: bool,
}

/// What the end of a group ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    Nothing,
    Box,
    Note,
    Style,
    Info(Vec<u8>),
}

/// What holds for a paragraph, until the next "\pard".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: i32,
    pub(super) is_heading: bool,
    pub(super) is_list: bool,
    pub(super) is_in_table: bool,
    /// Its first line begins left of the others.
    pub(super) is_hanging: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            n_fallback: 1,
            font: -1,
            is_hidden: false,
            is_deleted: false,
            ends: Ends::Nothing,
            is_first: false,
            may_be_ignored: false,
        }
    }
}
