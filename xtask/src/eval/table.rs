//! The table of figures: what, on which set, how good, how good others are, what is asked for.

use std::fmt::Write;

/// What a set was for while the engine was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Learned from.
    Training,
    /// Looked at to choose between ways.
    Development,
    /// Kept apart.
    Test,
    /// Nothing is known of it here.
    Unknown,
}

impl Use {
    /// By the name of the file, without its endings.
    pub(super) fn of(name: &str) -> Self {
        match name.rsplit_once('_') {
            Some((_, "train")) => Use::Training,
            Some((_, "dev")) => Use::Development,
            Some((_, "test")) => Use::Test,
            // What tells sentence ends learned from all of both treebanks but their test files.
            _ if ["gum_other", "ewt_weblog", "claimbuster_kfold_25ncs", "cnn_train_big"]
                .contains(&name) =>
            {
                Use::Training
            }
            _ => Use::Unknown,
        }
    }

    /// For the table.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Use::Training => "training",
            Use::Development => "development",
            Use::Test => "test",
            Use::Unknown => "",
        }
    }
}

/// One figure.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// "UPOS", "sentence F1".
    pub(super) what: String,
    /// Name of the set.
    pub(super) set: String,
    /// What the set was for.
    pub(super) used: Use,
    /// The figure, or why there is none.
    pub(super) measured: String,
    /// The figures of others.
    pub(super) anchor: String,
    /// The figure asked for.
    pub(super) asked: String,
}

impl Row {
    /// A figure without anything to compare it with.
    pub(super) fn new(what: &str, set: &str, measured: impl Into<String>) -> Self {
        Self {
            what: what.to_owned(),
            set: set.to_owned(),
            used: Use::Unknown,
            measured: measured.into(),
            anchor: String::new(),
            asked: String::new(),
        }
    }

    /// What the set was for.
    pub(super) fn used(self, used: Use) -> Self {
        Self { used, ..self }
    }

    /// The figures of others, and the one asked for.
    pub(super) fn beside(self, anchor: &str, asked: &str) -> Self {
        Self { anchor: anchor.to_owned(), asked: asked.to_owned(), ..self }
    }
}

/// All figures, the sets that are not there, and what else is to be said.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) absent: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Table {
    /// As Markdown, which people read too: columns are padded.
    pub(super) fn to_markdown(&self) -> String {
        let head = ["figure", "set", "used for", "measured", "others", "asked"];
        let cells = |row: &Row| {
            let used = row.used.as_str().to_owned();
            [&row.what, &row.set, &used, &row.measured, &row.anchor, &row.asked].map(String::clone)
        };
        let mut lines = vec![head.map(str::to_owned)];
        lines.extend(self.rows.iter().map(cells));
        let width = |column: usize| lines.iter().map(|l| l[column].chars().count()).max();
        let widths: [usize; 6] = std::array::from_fn(|column| width(column).unwrap_or(0));
        lines.insert(1, widths.map(|width| "-".repeat(width)));
        let mut out = String::new();
        for line in &lines {
            for (cell, width) in line.iter().zip(widths) {
                // Writing to a string cannot fail.
                let _ = write!(out, "| {cell:width$} ");
            }
            out.push_str("|\n");
        }
        for absent in &self.absent {
            let _ = writeln!(out, "absent: {absent}");
        }
        for note in &self.notes {
            let _ = writeln!(out, "{note}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_as_wide_as_the_head() {
        let rows = vec![Row::new("UPOS", "EWT", "97.0 %").beside("spaCy sm 92.6", "95.5")];
        let markdown =
            Table { rows, absent: vec!["names".to_owned()], notes: vec![] }.to_markdown();
        let widths: Vec<usize> = markdown.lines().take(3).map(|l| l.chars().count()).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{markdown}");
        assert!(markdown.ends_with("absent: names\n"), "{markdown}");
    }

    #[test]
    fn a_set_says_what_it_was_for() {
        assert_eq!(Use::of("ewt_test"), Use::Test);
        assert_eq!(Use::of("gum_other"), Use::Training);
        assert_eq!(Use::of("gum_news"), Use::Unknown);
    }
}
