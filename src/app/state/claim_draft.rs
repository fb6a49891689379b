//! [`ClaimDraft`]: a claim while the reader changes or makes it.

use serde_json::{Map, Value, json};

use super::passage::lines;
use crate::report::{
    Article, CertaintyLabel, Claim, ClaimKind, CueClass, Polarity, Quotation, Span,
};

/// A claim while the reader changes or makes it: what stands in the fields of a form.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct ClaimDraft {
    /// The content's words, a line a piece.
    pub(in crate::app) content: String,
    /// The speaker's name; empty: not named.
    pub(in crate::app) name: String,
    /// The words at the attribution, a line a piece.
    pub(in crate::app) said_as: String,
    /// The cue's words, a line a piece.
    pub(in crate::app) cue: String,
    /// Whose claim it is.
    pub(in crate::app) kind: ClaimKind,
    /// What kind of act the cue names.
    pub(in crate::app) cue_class: CueClass,
    /// Whose words it is in.
    pub(in crate::app) quotation: Quotation,
    /// Yes or no.
    pub(in crate::app) polarity: Polarity,
    /// How surely.
    pub(in crate::app) certainty: CertaintyLabel,
    /// Words that were selected or stood there: of several places with the same words, these.
    known: Vec<Span>,
}

/// Why a draft cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum DraftFault {
    /// No words.
    NoContent,
    /// Words that do not stand in the text.
    NotInText(String),
}

impl ClaimDraft {
    /// A claim of nobody, with these words.
    pub(in crate::app) fn new(article: &Article, content: &[Span]) -> Self {
        let is_quoted = content.first().is_some_and(|span| is_in_quotes(article, span));
        Self {
            content: lines(content),
            name: String::new(),
            said_as: String::new(),
            cue: String::new(),
            kind: ClaimKind::Attributed,
            cue_class: CueClass::Say,
            quotation: if is_quoted { Quotation::Direct } else { Quotation::Indirect },
            polarity: Polarity::Positive,
            certainty: CertaintyLabel::Asserted,
            known: content.to_vec(),
        }
    }

    /// A claim as it is.
    pub(in crate::app) fn of(claim: &Claim) -> Self {
        let spans = [&claim.content, &claim.source.spans, &claim.cue];
        Self {
            content: lines(&claim.content),
            name: claim.source.name.clone().unwrap_or_default(),
            said_as: lines(&claim.source.spans),
            cue: lines(&claim.cue),
            kind: claim.kind,
            cue_class: claim.cue_class,
            quotation: claim.quotation,
            polarity: claim.polarity,
            certainty: claim.certainty.label,
            known: spans.into_iter().flatten().cloned().collect(),
        }
    }

    /// Remembers where selected words stand.
    pub(in crate::app) fn know(&mut self, spans: &[Span]) {
        self.known.splice(0..0, spans.iter().cloned());
    }

    /// Where the content's words stand.
    pub(in crate::app) fn content_spans(&self, article: &Article) -> Result<Vec<Span>, DraftFault> {
        let spans = self.spans(article, &self.content)?;
        if spans.is_empty() { Err(DraftFault::NoContent) } else { Ok(spans) }
    }

    /// The fields of a claim, as an edit spells them.
    pub(in crate::app) fn fields(
        &self,
        article: &Article,
    ) -> Result<Map<String, Value>, DraftFault> {
        let name = Some(self.name.trim()).filter(|name| !name.is_empty());
        let spans = self.spans(article, &self.said_as)?;
        let fields = json!({
            "content": self.content_spans(article)?,
            "source": {"name": name, "spans": spans},
            "cue": self.spans(article, &self.cue)?,
            "kind": self.kind,
            "cue_class": self.cue_class,
            "quotation": self.quotation,
            "polarity": self.polarity,
            "certainty": self.certainty,
        });
        Ok(fields.as_object().cloned().unwrap_or_default())
    }

    /// `before` and `after` of the edit that makes `claim` what the draft says; `None` if it is.
    pub(in crate::app) fn changes(
        &self,
        claim: &Claim,
        article: &Article,
    ) -> Result<Option<(Value, Value)>, DraftFault> {
        let was = Self::of(claim);
        let (was, now) = (was.fields(article)?, self.fields(article)?);
        let changed = |(field, _): &(&String, &Value)| was.get(*field) != now.get(*field);
        let of = |fields: &Map<String, Value>| -> Map<String, Value> {
            fields.iter().filter(changed).map(|(f, v)| (f.clone(), v.clone())).collect()
        };
        let (mut before, after) = (of(&was), of(&now));
        before.insert("claim".to_owned(), json!(claim.id));
        let differs = !after.is_empty();
        Ok(differs.then_some((Value::Object(before), Value::Object(after))))
    }

    /// Where lines of words stand in the text: where it is known, else nearest to the content.
    fn spans(&self, article: &Article, words: &str) -> Result<Vec<Span>, DraftFault> {
        let near = self.known.first().map_or(0, |span| span.start);
        let pieces = words.lines().map(str::trim).filter(|line| !line.is_empty());
        let place = |words: &str| {
            let known = self.known.iter().find(|span| span.exact == words).cloned();
            known
                .or_else(|| nearest(&article.text, words, near))
                .ok_or_else(|| DraftFault::NotInText(words.to_owned()))
        };
        // Words of a block with line breaks in it are one piece.
        if let Some(whole) = self.known.iter().find(|span| span.exact == words) {
            return Ok(vec![whole.clone()]);
        }
        pieces.map(place).collect()
    }
}

/// The place of `words` that is nearest to the code point `near`.
fn nearest(text: &str, words: &str, near: usize) -> Option<Span> {
    let n = words.chars().count();
    let mut at = (0, 0);
    let starts = text.match_indices(words).map(|(byte, _)| {
        at = (byte, at.1 + text[at.0..byte].chars().count());
        at.1
    });
    let start = starts.min_by_key(|start| start.abs_diff(near))?;
    Some(Span { start, end: start + n, exact: words.to_owned() })
}

/// True if the character before `span` opens a quotation.
fn is_in_quotes(article: &Article, span: &Span) -> bool {
    let quotes = ['"', '“', '„', '«', '‘'];
    let before = span.start.checked_sub(1).and_then(|at| article.text.chars().nth(at));
    before.is_some_and(|c| quotes.contains(&c)) || span.exact.starts_with(quotes)
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::article;
    use super::*;

    #[test]
    fn what_is_not_changed_is_no_edit() {
        let article = article();
        let claim = &article.claims[0];
        assert_eq!(ClaimDraft::of(claim).changes(claim, &article), Ok(None));
    }

    #[test]
    fn the_fields_that_change_are_the_edit() {
        let article = article();
        let claim = &article.claims[0];
        let mut draft = ClaimDraft::of(claim);
        draft.name = " Sergei Lavrov ".to_owned();
        draft.polarity = Polarity::Negative;
        let (before, after) = draft.changes(claim, &article).ok().flatten().expect("it differs");
        assert_eq!(before["source"]["name"], "Lavrov");
        assert_eq!(after["source"]["name"], "Sergei Lavrov");
        assert_eq!(after["polarity"], "negative");
        assert_eq!(after.as_object().map(Map::len), Some(2));
    }

    #[test]
    fn words_must_stand_in_the_text() {
        let article = article();
        let mut draft = ClaimDraft::of(&article.claims[0]);
        draft.cue = "claimed".to_owned();
        let fault = draft.changes(&article.claims[0], &article);
        assert_eq!(fault, Err(DraftFault::NotInText("claimed".to_owned())));
        draft.cue = String::new();
        draft.content = "  ".to_owned();
        let fault = draft.changes(&article.claims[0], &article);
        assert_eq!(fault, Err(DraftFault::NoContent));
    }

    #[test]
    fn selected_words_are_those_that_were_selected() {
        let article = article();
        let mut draft = ClaimDraft::of(&article.claims[0]);
        let spans = [Span { start: 40, end: 41, exact: "o".to_owned() }];
        draft.know(&spans);
        draft.content = "o".to_owned();
        assert_eq!(draft.content_spans(&article).as_deref(), Ok(spans.as_slice()));
    }

    #[test]
    fn a_claim_between_quotation_marks_is_a_quote() {
        let article = article();
        let span = Span { start: 1, end: 5, exact: "Żółw".to_owned() };
        assert_eq!(ClaimDraft::new(&article, &[span]).quotation, Quotation::Direct);
        assert_eq!(ClaimDraft::new(&article, &[]).quotation, Quotation::Indirect);
    }
}
