//! [`Claims`]: the claims of one article while edits are applied to them.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::place::{Places, overlap};
use super::{ByPerson, Edit, MOST_LABEL, MOST_NAME, MOST_NOTE, words};
use crate::report::{
    Article, Certainty, CertaintyLabel, Claim, ClaimKind, CueClass, EntityKind, Polarity,
    Quotation, Source, Span,
};

/// A claim that was found again must share this much with the words that an edit names.
const ENOUGH: f64 = 0.5;

/// An article whose claims are being changed.
pub(super) struct Claims {
    pub(super) article: Article,
    places: Places,
    /// For each claim, by its id, the content by which edits name it.
    homes: Vec<(String, Vec<Span>)>,
    /// The contents of claims that were deleted.
    deleted: Vec<Vec<Span>>,
    n_added: usize,
}

impl Claims {
    pub(super) fn of(article: &Article) -> Self {
        let mut article = article.clone();
        article.claims.iter_mut().for_each(|claim| claim.person = None);
        let homes = article.claims.iter().map(|c| (c.id.clone(), c.content.clone())).collect();
        let places = Places::of(&article);
        Self { places, homes, deleted: Vec::new(), n_added: 0, article }
    }

    /// The claim that an edit names.
    fn find(&self, edit: &Edit) -> Option<usize> {
        let wanted = self.places.fit(&edit.target.spans)?;
        let mut same = self.homes.iter().filter(|(_, home)| *home == wanted).peekable();
        let id = if let Some((first, _)) = same.peek() {
            let hint = edit.before.get("claim").and_then(Value::as_str);
            same.find(|(id, _)| Some(id.as_str()) == hint).map_or(first, |(id, _)| id)
        } else if self.deleted.contains(&wanted) {
            return None;
        } else {
            let near = self.homes.iter().map(|(id, home)| (id, overlap(home, &wanted)));
            // The first of several that share as much.
            let near = near.filter(|(_, share)| *share >= ENOUGH).rev();
            near.max_by(|a, b| a.1.total_cmp(&b.1))?.0
        };
        self.article.claims.iter().position(|claim| claim.id == *id)
    }

    pub(super) fn change(&mut self, edit: &Edit) {
        let Some(fields) = edit.after.as_object() else { return };
        let Some(at) = self.find(edit) else { return };
        let mut claim = self.article.claims[at].clone();
        self.set_fields(&mut claim, fields);
        if claim != self.article.claims[at] {
            claim.person.get_or_insert_default().edits.push(edit.id.clone());
            self.article.claims.remove(at);
            self.put(at, claim);
        }
    }

    pub(super) fn delete(&mut self, edit: &Edit) {
        let Some(at) = self.find(edit) else { return };
        let gone = self.article.claims.remove(at);
        if let Some(home) = self.homes.iter().position(|(id, _)| *id == gone.id) {
            self.deleted.push(self.homes.remove(home).1);
        }
        for claim in &mut self.article.claims {
            if claim.parent.as_ref() == Some(&gone.id) {
                claim.parent.clone_from(&gone.parent);
            }
        }
    }

    pub(super) fn add(&mut self, edit: &Edit) {
        let Some(content) = self.places.fit(&edit.target.spans) else { return };
        self.n_added += 1;
        let mut claim = Claim {
            id: format!("p{}", self.n_added),
            kind: ClaimKind::Attributed,
            parent: None,
            content: content.clone(),
            source: Source::default(),
            cue: Vec::new(),
            cue_class: CueClass::Say,
            quotation: Quotation::Indirect,
            via: Vec::new(),
            polarity: Polarity::Positive,
            certainty: Certainty { label: CertaintyLabel::Asserted, markers: Vec::new() },
            quantities: Vec::new(),
            times: Vec::new(),
            check_worthiness: 0.0,
            confidence: None,
            person: Some(ByPerson { added: true, ..ByPerson::default() }),
        };
        self.index_content(&mut claim);
        if let Some(fields) = edit.after.as_object() {
            self.set_fields(&mut claim, fields);
        }
        claim.person.get_or_insert_default().edits.push(edit.id.clone());
        self.homes.push((claim.id.clone(), content));
        self.put(self.article.claims.len(), claim);
    }

    pub(super) fn mark(&mut self, edit: &Edit) {
        let Some(value) = edit.after.get("mark") else { return };
        let Some(at) = self.find(edit) else { return };
        let mark = words(Some(value), MOST_LABEL);
        self.article.claims[at].person.get_or_insert_default().mark = mark;
    }

    pub(super) fn note(&mut self, edit: &Edit) {
        let Some(value) = edit.after.get("note") else { return };
        let Some(at) = self.find(edit) else { return };
        let note = words(Some(value), MOST_NOTE);
        self.article.claims[at].person.get_or_insert_default().note = note;
    }

    /// Puts a claim at `at`, or where it belongs in the order of the text if it does not fit there.
    fn put(&mut self, at: usize, claim: Claim) {
        let claims = &mut self.article.claims;
        let start = |claim: &Claim| claim.content.first().map_or(0, |span| span.start);
        let here = start(&claim);
        let fits = claims[..at].iter().all(|c| start(c) <= here)
            && claims.get(at).is_none_or(|c| start(c) >= here);
        let at = if fits {
            at
        } else {
            claims.iter().position(|c| start(c) > here).unwrap_or(claims.len())
        };
        claims.insert(at, claim);
    }

    /// Sets what `fields` holds and is of the right kind.
    fn set_fields(&self, claim: &mut Claim, fields: &Map<String, Value>) {
        if let Some(content) = self.spans(fields.get("content")).filter(|c| !c.is_empty())
            && content != claim.content
        {
            claim.content = content;
            claim.confidence = None;
            self.index_content(claim);
        }
        if let Some(source) = fields.get("source").and_then(Value::as_object) {
            let source = self.source(&claim.source, source);
            if source != claim.source {
                claim.source = source;
                claim.confidence = None;
            }
        }
        if let Some(cue) = self.spans(fields.get("cue")) {
            claim.cue = cue;
        }
        set(&mut claim.kind, fields.get("kind"));
        set(&mut claim.cue_class, fields.get("cue_class"));
        set(&mut claim.quotation, fields.get("quotation"));
        set(&mut claim.polarity, fields.get("polarity"));
        set(&mut claim.certainty.label, fields.get("certainty"));
    }

    /// `was` with what `fields` holds.
    fn source(&self, was: &Source, fields: &Map<String, Value>) -> Source {
        let mut source = was.clone();
        if let Some(name) = fields.get("name").filter(|n| n.is_null() || n.is_string()) {
            source.name = words(Some(name), MOST_NAME);
            let is_known = |e: &&crate::report::Entity| {
                Some(&e.name) == source.name.as_ref()
                    && matches!(e.kind, EntityKind::Person | EntityKind::Organisation)
            };
            source.entity = self.article.entities.iter().find(is_known).map(|e| e.id.clone());
        }
        if let Some(spans) = self.spans(fields.get("spans")) {
            source.spans = spans;
        }
        set(&mut source.anonymous, fields.get("anonymous"));
        source
    }

    /// Spans of this text; `None` if `value` is no list of them, or one is not in it.
    fn spans(&self, value: Option<&Value>) -> Option<Vec<Span>> {
        let spans: Vec<Span> = serde_json::from_value(value?.clone()).ok()?;
        if spans.is_empty() { Some(spans) } else { self.places.fit(&spans) }
    }

    /// Names the quantities and times inside a claim's content.
    fn index_content(&self, claim: &mut Claim) {
        let content = &claim.content;
        let is_inside =
            |span: &Span| content.iter().any(|c| c.start <= span.start && span.end <= c.end);
        let inside = |spans: Vec<&Span>| {
            (0..spans.len()).filter(|&i| is_inside(spans[i])).collect::<Vec<_>>()
        };
        let quantities = inside(self.article.quantities.iter().map(|q| &q.span).collect());
        let times = inside(self.article.times.iter().map(|t| &t.span).collect());
        (claim.quantities, claim.times) = (quantities, times);
    }
}

/// Sets `place` if `value` is one of its kind.
fn set<T: DeserializeOwned>(place: &mut T, value: Option<&Value>) {
    if let Some(value) = value.and_then(|v| serde_json::from_value(v.clone()).ok()) {
        *place = value;
    }
}
