//! [`ClaimIndex`]: the claims of all articles as compact rows, for the table and the comparison.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::report::{Article, Claim, ClaimKind, Quotation, Span, Sureness, readable};

/// A claim as a row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ClaimRow {
    /// The page's name for its article.
    pub(in crate::app) key: u32,
    /// Its id.
    pub(in crate::app) claim: String,
    /// Who puts it forward; `None`: not named.
    pub(in crate::app) speaker: Option<Arc<str>>,
    /// The words at the attribution, where they are not the name.
    pub(in crate::app) said_as: String,
    /// True if the article keeps the speaker nameless.
    pub(in crate::app) anonymous: bool,
    /// The words that attribute it.
    pub(in crate::app) cue: String,
    /// What is put forward.
    pub(in crate::app) content: String,
    /// Whose claim it is.
    pub(in crate::app) kind: ClaimKind,
    /// Whose words it is in.
    pub(in crate::app) quotation: Quotation,
    /// How surely, as a code.
    pub(in crate::app) certainty: &'static str,
    /// Who passed it on.
    pub(in crate::app) via: String,
    /// Where its content begins, in code points.
    pub(in crate::app) start: usize,
    /// How sure it is that content and source are right; `None`: not rated.
    pub(in crate::app) confidence: Option<f64>,
    /// The reader's mark.
    pub(in crate::app) mark: Option<String>,
    /// The reader's note.
    pub(in crate::app) note: Option<String>,
    /// True if the reader changed or added it.
    pub(in crate::app) is_edited: bool,
}

impl ClaimRow {
    /// The row of a claim.
    pub(in crate::app) fn new(key: u32, claim: &Claim) -> Self {
        let said_as = join(&claim.source.spans);
        let name = claim.source.name.as_deref();
        let person = claim.person.as_ref();
        let speaker = name.or((!said_as.is_empty()).then_some(said_as.as_str())).map(Arc::from);
        Self {
            key,
            claim: claim.id.clone(),
            said_as: if name.is_some_and(|n| said_as != n) { said_as } else { String::new() },
            speaker,
            anonymous: claim.source.anonymous,
            cue: join(&claim.cue),
            content: readable(&claim.wording()),
            kind: claim.kind,
            quotation: claim.quotation,
            certainty: claim.certainty.label.code(),
            via: claim.via.iter().map(|v| v.name.as_str()).collect::<Vec<_>>().join(", "),
            start: claim.content.first().map_or(0, |s| s.start),
            confidence: claim.confidence,
            mark: person.and_then(|p| p.mark.clone()),
            note: person.and_then(|p| p.note.clone()),
            is_edited: person.is_some_and(|p| !p.edits.is_empty()),
        }
    }

    /// True if it is hidden from a reader who wants claims at least so sure. What is not rated is
    /// never hidden.
    pub(in crate::app) fn is_hidden(&self, least: Sureness) -> bool {
        self.confidence.is_some_and(|confidence| Sureness::of(confidence) < least)
    }
}

fn join(spans: &[Span]) -> String {
    readable(&spans.iter().map(|s| s.exact.as_str()).collect::<Vec<_>>().join(" … "))
}

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
    /// True if a row is shown.
    pub(in crate::app) fn admits(&self, row: &ClaimRow) -> bool {
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

/// The claims of all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct ClaimIndex {
    rows: BTreeMap<u32, Vec<Arc<ClaimRow>>>,
}

impl ClaimIndex {
    /// Takes an article's claims in.
    pub(in crate::app) fn add(&mut self, key: u32, article: &Article) {
        let rows = article.claims.iter().map(|claim| Arc::new(ClaimRow::new(key, claim)));
        self.rows.insert(key, rows.collect());
    }

    /// Takes in what was collected beside it.
    pub(in crate::app) fn take_in(&mut self, collected: ClaimIndex) {
        self.rows.extend(collected.rows);
    }

    /// Takes claims out.
    pub(in crate::app) fn remove(&mut self, keys: &[u32]) {
        keys.iter().for_each(|key| drop(self.rows.remove(key)));
    }

    /// How many articles' claims are there.
    pub(in crate::app) fn n_articles(&self) -> usize {
        self.rows.len()
    }

    /// A claim.
    pub(in crate::app) fn claim(&self, key: u32, claim: &str) -> Option<&Arc<ClaimRow>> {
        self.rows.get(&key)?.iter().find(|row| row.claim == claim)
    }

    /// How many claims are rated.
    pub(in crate::app) fn n_rated(&self) -> usize {
        self.rows.values().flatten().filter(|row| row.confidence.is_some()).count()
    }

    /// The rows that `filter` admits, in its order.
    pub(in crate::app) fn visible(&self, filter: &ClaimFilter) -> Vec<Arc<ClaimRow>> {
        let rows = self.rows.values().flatten();
        let mut rows: Vec<_> = rows.filter(|row| filter.admits(row)).cloned().collect();
        let speaker = |row: &ClaimRow| row.speaker.as_deref().unwrap_or_default().to_lowercase();
        match filter.sort {
            SortBy::Article => {}
            SortBy::Speaker => rows.sort_by_cached_key(|row| speaker(row)),
            SortBy::Cue => rows.sort_by_cached_key(|row| row.cue.to_lowercase()),
            SortBy::Content => rows.sort_by_cached_key(|row| row.content.to_lowercase()),
            SortBy::Quotation => rows.sort_by_key(|row| (row.kind, row.quotation)),
            SortBy::Certainty => rows.sort_by_key(|row| row.certainty),
            SortBy::Via => rows.sort_by_cached_key(|row| row.via.to_lowercase()),
        }
        if filter.descending {
            rows.reverse();
        }
        rows
    }

    /// Everyone who puts something forward, with the number of claims, by name.
    pub(in crate::app) fn speakers(&self, article: Option<u32>) -> Vec<(Arc<str>, usize)> {
        let mut speakers: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        let rows = self.rows.iter().filter(|(key, _)| article.is_none_or(|a| a == **key));
        for row in rows.flat_map(|(_, rows)| rows) {
            let name = row.speaker.clone().unwrap_or_else(|| Arc::from(""));
            *speakers.entry(name).or_default() += 1;
        }
        speakers.into_iter().collect()
    }

    /// The reader's marks that are in use, and whether there are notes and changes.
    pub(in crate::app) fn marks(&self) -> (BTreeSet<String>, bool, bool) {
        let rows = || self.rows.values().flatten();
        let marks = rows().filter_map(|row| row.mark.clone()).collect();
        (marks, rows().any(|row| row.note.is_some()), rows().any(|row| row.is_edited))
    }

    /// The articles in which somebody is called by one of `names`.
    pub(in crate::app) fn articles_of(&self, names: &BTreeSet<String>) -> Vec<u32> {
        let is_of = |row: &Arc<ClaimRow>| {
            row.speaker.as_deref().is_some_and(|name| names.contains(name))
                || names.iter().any(|name| !name.is_empty() && row.via.contains(name.as_str()))
        };
        let articles = self.rows.iter().filter(|(_, rows)| rows.iter().any(is_of));
        articles.map(|(key, _)| *key).collect()
    }

    /// How many claims of an article there are, once they were collected.
    pub(in crate::app) fn n_of(&self, key: u32) -> Option<usize> {
        self.rows.get(&key).map(Vec::len)
    }

    /// How many claims there are.
    pub(in crate::app) fn n_claims(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(
        key: u32,
        claim: &str,
        speaker: &str,
        kind: ClaimKind,
        quotation: Quotation,
    ) -> ClaimRow {
        ClaimRow {
            key,
            claim: claim.to_owned(),
            speaker: (!speaker.is_empty()).then(|| Arc::from(speaker)),
            said_as: String::new(),
            anonymous: false,
            cue: "said".to_owned(),
            content: format!("{speaker} {claim}"),
            kind,
            quotation,
            certainty: "asserted",
            via: String::new(),
            start: 0,
            confidence: None,
            mark: (speaker == "Lavrov").then(|| "checked".to_owned()),
            note: (speaker == "Analysts").then(|| "ask them".to_owned()),
            is_edited: false,
        }
    }

    fn index() -> ClaimIndex {
        use ClaimKind::{Attributed, Authorial};
        use Quotation::{Direct, Indirect};
        let rows = [
            (
                1,
                vec![
                    row(1, "c1", "Lavrov", Attributed, Direct),
                    row(1, "c2", "", Attributed, Indirect),
                ],
            ),
            (
                2,
                vec![
                    row(2, "c1", "Analysts", Attributed, Indirect),
                    row(2, "c2", "Herald", Authorial, Indirect),
                ],
            ),
        ];
        let rows = rows.map(|(key, rows)| (key, rows.into_iter().map(Arc::new).collect()));
        ClaimIndex { rows: rows.into() }
    }

    fn check(filter: &ClaimFilter, expected: &[(u32, &str)]) {
        let index = index();
        let rows = index.visible(filter);
        let rows: Vec<_> = rows.iter().map(|r| (r.key, r.claim.as_str())).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn sorts_by_speaker_with_the_unnamed_first() {
        let filter = ClaimFilter { sort: SortBy::Speaker, ..ClaimFilter::default() };
        check(&filter, &[(1, "c2"), (2, "c1"), (2, "c2"), (1, "c1")]);
    }

    #[test]
    fn filters_by_kind_and_article() {
        let quotes = ClaimFilter { kind: KindFilter::Quote, ..ClaimFilter::default() };
        check(&quotes, &[(1, "c1")]);
        let author = ClaimFilter { kind: KindFilter::Author, ..ClaimFilter::default() };
        check(&author, &[(2, "c2")]);
        let first = ClaimFilter { article: Some(1), descending: true, ..ClaimFilter::default() };
        check(&first, &[(1, "c2"), (1, "c1")]);
    }

    #[test]
    fn filters_by_marks_and_notes() {
        let filter = |value: &str| {
            let mark = MarkFilter::from_value(value);
            assert_eq!(mark.value(), value);
            ClaimFilter { mark, ..ClaimFilter::default() }
        };
        check(&filter("=checked"), &[(1, "c1")]);
        check(&filter("noted"), &[(2, "c1")]);
        check(&filter("unmarked"), &[(1, "c2"), (2, "c1"), (2, "c2")]);
        check(&filter("edited"), &[]);
        check(&filter("=edited"), &[]);
    }

    #[test]
    fn names_lead_to_the_articles_they_are_in() {
        let names = |name: &str| BTreeSet::from([name.to_owned()]);
        assert_eq!(index().articles_of(&names("Lavrov")), [1]);
        assert!(index().articles_of(&names("Nobody")).is_empty());
    }

    #[test]
    fn filters_by_the_speaker_who_is_not_named() {
        let filter = ClaimFilter { speaker: Some(String::new()), ..ClaimFilter::default() };
        check(&filter, &[(1, "c2")]);
    }

    #[test]
    fn what_is_not_rated_is_never_hidden() {
        let with = |confidence| ClaimRow {
            confidence,
            ..row(1, "c1", "", ClaimKind::Attributed, Quotation::Direct)
        };
        let hidden = |confidence| with(confidence).is_hidden(Sureness::FairlySure);
        assert_eq!([None, Some(0.3), Some(0.6)].map(hidden), [false, true, false]);
        assert!(!with(Some(0.3)).is_hidden(Sureness::Unsure));
    }

    #[test]
    fn counts_speakers() {
        assert_eq!(index().speakers(Some(1)), [(Arc::from(""), 1), (Arc::from("Lavrov"), 1)]);
    }
}
