//! [`summary_lines`]: a summary of any length as it is shown, with the names that a reader of the
//! summary alone would miss, and without datelines.
//!
//! The words are the article's. Where a pronoun or a title means somebody whom the line before does
//! not name, the name is put in brackets behind it; a quotation that has lost its speaker gets the
//! name before it. For "LONDON, March 3 (Reuters) —" stands "[…]". What is put in is marked, so that
//! nobody takes it for the article's, and knows what it stands for. The sentences of the report stay
//! whole.

use std::collections::BTreeSet;

use super::{
    Article, Claim, ClaimKind, EntityKind, GenreLabel, MentionForm, Quotation, Span, readable,
};
use crate::engine::text::dateline;

/// A sentence of a summary as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SummaryLine {
    /// Number of the sentence.
    pub sentence: usize,
    /// Its words, in order.
    pub pieces: Vec<SummaryPiece>,
}

/// Words of a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SummaryPiece {
    /// The words; what is put in has its brackets.
    pub words: String,
    /// Put in, and not the article's.
    pub inserted: bool,
    /// The article's words that it stands for, which are left out.
    pub left_out: Option<String>,
}

impl SummaryLine {
    /// All words, with what is put in.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|p| p.words.as_str()).collect()
    }
}

/// Share of a sentence from which it is a quotation and nothing else.
const ALL_QUOTED: f64 = 0.8;

/// The summary of `length` sentences, in document order.
pub fn summary_lines(article: &Article, length: usize) -> Vec<SummaryLine> {
    let ranking = article.summary.ranking.iter().take(length);
    let chosen: BTreeSet<usize> = ranking.map(|r| r.sentence).collect();
    let mut lines = Vec::with_capacity(chosen.len());
    let mut before: Option<usize> = None;
    let (mut last, mut ever) = (BTreeSet::new(), BTreeSet::new());
    for &id in &chosen {
        let Some(sentence) = article.sentences.iter().find(|s| s.id == id) else { continue };
        let mut put_in = Vec::new();
        let told_from = told_from(article, &sentence.span);
        if told_from > sentence.span.start {
            let to = Some(told_from);
            put_in.push(PutIn { at: sentence.span.start, to, words: "[…] ".to_owned() });
        }
        if before.is_none_or(|b| b + 1 != id) {
            let speaker =
                label(article, &sentence.span).or_else(|| lost_speaker(article, &sentence.span));
            put_in.extend(speaker.map(|name| PutIn::at(told_from, format!("[{name}:] "))));
        }
        let mut mentioned = mentioned(article, &sentence.span);
        mentioned.retain(|found| found.span.start >= told_from);
        let mut known: BTreeSet<usize> = BTreeSet::new();
        for found in &mentioned {
            let is_known = known.contains(&found.entity)
                || found.is_name
                || last.contains(&found.entity)
                || (!found.is_pronoun && ever.contains(&found.entity));
            if !is_known {
                put_in.push(PutIn::at(found.span.end, format!(" [{}]", found.shown(article))));
            }
            known.insert(found.entity);
        }
        ever.extend(known.iter().copied());
        last = known;
        lines.push(SummaryLine { sentence: id, pieces: pieces(&sentence.span, &put_in) });
        before = Some(id);
    }
    lines
}

/// The words of a sentence as they are shown outside its article, without its dateline.
pub fn told(article: &Article, sentence: usize) -> String {
    let Some(sentence) = article.sentences.iter().find(|s| s.id == sentence) else {
        return String::new();
    };
    let dateline = told_from(article, &sentence.span) - sentence.span.start;
    let words = readable(&sentence.span.exact.chars().skip(dateline).collect::<String>());
    if dateline > 0 { format!("[…] {words}") } else { words }
}

/// Where a sentence begins to tell: behind the dateline of its block. Who speaks in a transcript
/// stands in capitals before a dash too.
fn told_from(article: &Article, sentence: &Span) -> usize {
    let is_speech =
        matches!(article.metadata.genre.label, GenreLabel::Interview | GenreLabel::Transcript);
    let holds = |s: &Span| s.start <= sentence.start && sentence.end <= s.end;
    let block = article.blocks.iter().map(|b| &b.span).find(|b| holds(b)).filter(|_| !is_speech);
    let end = block.and_then(|block| {
        let head = block.exact.get(..dateline(&block.exact)?.length)?;
        Some(block.start + head.chars().count())
    });
    end.filter(|end| (sentence.start..sentence.end).contains(end)).unwrap_or(sentence.start)
}

/// Words of the summary of `length` sentences as they stand in the article.
pub fn summary_words(article: &Article, length: usize) -> usize {
    running_words(article).take(length).last().unwrap_or(0)
}

/// How many sentences a summary of at most `budget` words has; at least one.
pub fn summary_within(article: &Article, budget: usize) -> usize {
    running_words(article).take_while(|words| *words <= budget).count().max(1)
}

/// Words of the summaries of one sentence, of two, of three, …
fn running_words(article: &Article) -> impl Iterator<Item = usize> {
    let words = |id: usize| {
        let sentence = article.sentences.iter().find(|s| s.id == id);
        sentence.map_or(0, |s| s.span.exact.split_whitespace().count())
    };
    let mut sum = 0;
    article.summary.ranking.iter().map(move |ranked| {
        sum += words(ranked.sentence);
        sum
    })
}

/// Somebody of whom a sentence speaks.
struct Found<'a> {
    entity: usize,
    span: &'a Span,
    is_name: bool,
    is_pronoun: bool,
}

impl Found<'_> {
    /// The name as it is put in: "his [Ada Stone's]".
    fn shown(&self, article: &Article) -> String {
        let name = &article.entities[self.entity].name;
        let is_possessive =
            matches!(self.span.exact.to_lowercase().as_str(), "his" | "its" | "their");
        if is_possessive { format!("{name}’s") } else { name.clone() }
    }
}

/// Of whom a sentence speaks, in text order: people, and bodies meant by more than a place's name.
fn mentioned<'a>(article: &'a Article, sentence: &Span) -> Vec<Found<'a>> {
    let inside = |span: &Span| sentence.start <= span.start && span.end <= sentence.end;
    let quoted: Vec<&Span> =
        direct(article).flat_map(|c| &c.content).filter(|q| q.end > sentence.start).collect();
    let is_said = |span: &Span| quoted.iter().any(|q| q.start <= span.start && span.end <= q.end);
    let mut found = Vec::new();
    for (entity, e) in article.entities.iter().enumerate() {
        let has_name = e.mentions.iter().any(|m| m.form == MentionForm::Name);
        let kinds = [EntityKind::Person, EntityKind::Organisation];
        if !has_name || !kinds.contains(&e.kind) {
            continue;
        }
        for mention in e.mentions.iter().filter(|m| inside(&m.span)) {
            let is_name = mention.form == MentionForm::Name;
            let is_pronoun = mention.form == MentionForm::Pronoun;
            // Behind other nouns "it" may mean one of those.
            let is_vague = is_pronoun
                && matches!(&*mention.span.exact.to_lowercase(), "it" | "its" | "they" | "their")
                && words_before(sentence, &mention.span) > MOST_BEFORE_IT;
            if is_name || !is_vague && !is_said(&mention.span) {
                found.push(Found { entity, span: &mention.span, is_name, is_pronoun });
            }
        }
    }
    found.sort_by_key(|f| (f.span.start, f.span.end));
    found
}

/// From more words on before an "it", it is not explained.
const MOST_BEFORE_IT: usize = 3;

/// How many words of `sentence` stand before `span`.
fn words_before(sentence: &Span, span: &Span) -> usize {
    let before: String = sentence.exact.chars().take(span.start - sentence.start).collect();
    before.split_whitespace().count()
}

fn direct(article: &Article) -> impl Iterator<Item = &Claim> {
    article
        .claims
        .iter()
        .filter(|c| c.kind == ClaimKind::Attributed && c.quotation == Quotation::Direct)
}

/// The speaker of a sentence that is all quotation and does not name him.
fn lost_speaker<'a>(article: &'a Article, sentence: &Span) -> Option<&'a str> {
    let inside = |span: &Span| span.start < sentence.end && sentence.start < span.end;
    let covers = |claim: &Claim| {
        let shared =
            |s: &Span| s.end.min(sentence.end).saturating_sub(s.start.max(sentence.start)) as f64;
        let length = (sentence.end - sentence.start).max(1) as f64;
        claim.content.iter().map(shared).sum::<f64>() / length >= ALL_QUOTED
    };
    let names = |claim: &Claim| claim.source.spans.iter().chain(&claim.cue).any(inside);
    let claim = direct(article).find(|c| covers(c) && !names(c))?;
    claim.source.name.as_deref()
}

/// The name at the head of a block of a transcript ("STONE: …") in which a sentence is not the first.
fn label<'a>(article: &'a Article, sentence: &Span) -> Option<&'a str> {
    let holds = |s: &Span| s.start < sentence.start && sentence.end <= s.end;
    let block = article.blocks.iter().find(|b| holds(&b.span))?;
    let (name, _) = block.span.exact.split_once(": ")?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let is_label = letters > 1 && name.chars().count() < 40 && !name.contains(char::is_lowercase);
    is_label.then_some(name)
}

/// What is put into a sentence.
struct PutIn {
    at: usize,
    /// The article's words up to there are left out.
    to: Option<usize>,
    words: String,
}

impl PutIn {
    fn at(at: usize, words: String) -> Self {
        Self { at, to: None, words }
    }
}

/// The sentence's words with what is put in, by position in the article.
fn pieces(sentence: &Span, put_in: &[PutIn]) -> Vec<SummaryPiece> {
    let mut pieces = Vec::new();
    let mut rest = sentence.exact.chars();
    let mut at = sentence.start;
    let own = |words: String| {
        let words = readable(&words);
        (!words.is_empty()).then_some(SummaryPiece { words, inserted: false, left_out: None })
    };
    for PutIn { at: place, to, words } in put_in {
        pieces.extend(own(rest.by_ref().take(place.saturating_sub(at)).collect()));
        at = at.max(*place);
        let left_out = to.map(|to| rest.by_ref().take(to.saturating_sub(at)).collect::<String>());
        at = to.unwrap_or(at).max(at);
        let left_out = left_out.map(|words| words.trim_end().to_owned());
        pieces.push(SummaryPiece { words: words.clone(), inserted: true, left_out });
    }
    pieces.extend(own(rest.collect()));
    pieces
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn span(text: &str, words: &str, nth: usize) -> serde_json::Value {
        let (byte, _) = text.match_indices(words).nth(nth).unwrap();
        let start = text[..byte].chars().count();
        json!({"start": start, "end": start + words.chars().count(), "exact": words})
    }

    /// An article of a few sentences about one person, who left.
    fn article() -> Article {
        let text = "Ada Stone opened the bridge. It rained. He saw that she left. “We are done.”";
        let sentence = |id: usize, words: &str| {
            let mut value = span(text, words, 0);
            value["id"] = id.into();
            value
        };
        let mention = |words: &str, form: &str| {
            let mut value = span(text, words, 0);
            value["form"] = form.into();
            value
        };
        let ranked = |id: usize| json!({"sentence": id, "score": 1.0, "because": []});
        serde_json::from_value(json!({
            "id": "a", "file": {"name": "a.txt", "path": "a.txt", "format": "text", "bytes": 1,
                "sha256": "", "encoding": "UTF-8"},
            "metadata": {"title": null, "subtitle": null, "bylines": [], "published": null,
                "updated": null, "outlet": null, "url": null, "author_note": null,
                "language": {"code": "en", "confidence": 1.0},
                "genre": {"label": "news", "confidence": 1.0}},
            "text": text, "blocks": [], "removed": [],
            "sentences": [
                sentence(0, "Ada Stone opened the bridge."), sentence(1, "It rained."),
                sentence(2, "He saw that she left."), sentence(3, "“We are done.”"),
            ],
            "summary": {"ranking": [ranked(2), ranked(0), ranked(1), ranked(3)],
                "default_length": 1, "method": "learnt"},
            "entities": [{"id": "e1", "name": "Ada Stone", "kind": "person", "roles": [],
                "mentions": [mention("Ada Stone", "name"), mention("she", "pronoun")]}],
            "claims": [{
                "id": "c1", "kind": "attributed", "parent": null,
                "content": [span(text, "We are done.", 0)],
                "source": {"spans": [span(text, "Ada Stone", 0)], "entity": "e1",
                    "name": "Ada Stone", "anonymous": false},
                "cue": [], "cue_class": "say", "quotation": "direct", "via": [],
                "polarity": "positive", "certainty": {"label": "asserted", "markers": []},
                "quantities": [], "times": [], "check_worthiness": 0.5, "confidence": null,
            }],
            "quantities": [], "times": [], "warnings": [],
        }))
        .unwrap()
    }

    fn texts(length: usize) -> Vec<String> {
        summary_lines(&article(), length).iter().map(SummaryLine::text).collect()
    }

    #[test]
    fn an_it_behind_other_words_is_not_explained() {
        let with = |words: &str| {
            let mut article = article();
            article.entities[0].mentions[1].span.exact = words.to_owned();
            summary_lines(&article, 1).iter().map(SummaryLine::text).collect::<String>()
        };
        // The words of the sentence stay; the mention alone says that it is an "it".
        assert_eq!(with("it"), "He saw that she [Ada Stone] left.");
        let mut far = article();
        let sentence = &mut far.sentences[2].span;
        sentence.exact = "He saw and knew that she left.".to_owned();
        sentence.end += "and knew ".len();
        let mention = &mut far.entities[0].mentions[1].span;
        (mention.start, mention.end) = (mention.start + 9, mention.end + 9);
        mention.exact = "it".to_owned();
        let shown: String = summary_lines(&far, 1).iter().map(SummaryLine::text).collect();
        assert_eq!(shown, "He saw and knew that she left.");
    }

    #[test]
    fn a_pronoun_gets_its_name_where_the_line_before_lacks_it() {
        assert_eq!(texts(1), ["He saw that she [Ada Stone] left."]);
        assert_eq!(texts(2)[1], "He saw that she left.");
        assert_eq!(texts(3)[2], "He saw that she [Ada Stone] left.");
    }

    #[test]
    fn a_quotation_that_lost_its_speaker_gets_him_back() {
        assert_eq!(texts(4)[3], "“We are done.”");
        let mut article = article();
        article.summary.ranking.remove(2);
        article.summary.ranking.remove(0);
        let lines = summary_lines(&article, 2);
        assert_eq!(lines[1].text(), "[Ada Stone:] “We are done.”");
    }

    #[test]
    fn a_dateline_is_left_out_and_known() {
        let mut article = article();
        let head = "HARBOUR CITY, March 3 (Ada Stone) — ";
        let end = article.text.chars().count() + head.chars().count();
        let sentence = &mut article.sentences[0].span;
        sentence.exact = format!("{head}{}", sentence.exact);
        sentence.end += head.chars().count();
        article.text = format!("{head}{}", article.text);
        article.blocks = vec![
            serde_json::from_value(
                json!({"start": 0, "end": end, "exact": article.text, "kind": "paragraph"}),
            )
            .unwrap(),
        ];
        article.summary.ranking.swap(0, 1);
        article.entities.clear();
        let lines = summary_lines(&article, 1);
        assert_eq!(lines[0].text(), "[…] Ada Stone opened the bridge.");
        assert_eq!(lines[0].pieces[0].left_out.as_deref(), Some(head.trim_end()));
        assert_eq!(told(&article, 0), lines[0].text());
        article.metadata.genre.label = GenreLabel::Transcript;
        assert!(summary_lines(&article, 1)[0].text().starts_with(head));
    }

    #[test]
    fn what_is_put_in_is_marked_and_the_rest_is_the_article_s() {
        let lines = summary_lines(&article(), 1);
        let own: String =
            lines[0].pieces.iter().filter(|p| !p.inserted).map(|p| p.words.as_str()).collect();
        assert_eq!(own, "He saw that she left.");
    }
}
