//! [`ClaimRow`]: a claim as the table shows it.

use std::sync::Arc;

use crate::app::strings;
use crate::report::{Claim, ClaimKind, Quotation, Span, Sureness, readable};

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

    /// Who it is said to be from, where no name is known too.
    pub(in crate::app) fn shown_speaker(&self) -> &str {
        match (&self.speaker, self.kind) {
            (Some(name), _) => name,
            (None, ClaimKind::Authorial) => strings::THE_ARTICLE,
            (None, ClaimKind::Attributed) => strings::NOT_NAMED,
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
