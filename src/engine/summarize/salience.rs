//! How much each sentence by itself tells of its article.

use super::{Because, Context};
use crate::engine::entity::MentionForm;
use crate::engine::text::terms::{self, Terms, Vector};
use crate::engine::text::{BlockKind, Document, SentenceId, Span};

/// A sentence, its score and what counted.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) sentence: SentenceId,
    /// 0 to 1.
    pub(super) score: f64,
    /// What counted, strongest first.
    pub(super) because: Vec<Because>,
    /// Its words, for telling repetition.
    pub(super) vector: Vector,
}

/// What a sentence shows of itself, and what each weighs. Set by hand: the lead weighs most, as it
/// does in news, and nothing else outweighs a place far down alone.
const WEIGHTS: [(Because, f64); 8] = [
    (Because::Opening, 0.45),
    (Because::Central, 0.30),
    (Because::Title, 0.15),
    (Because::Names, 0.10),
    (Because::Figures, 0.06),
    (Because::Claim, 0.04),
    (Because::Length, -0.20),
    (Because::Dependent, -0.12),
];
/// Share of its weight from which a trait is worth mentioning to the reader.
const MENTIONED: f64 = 0.4;

/// Scores the rankable sentences, in text order.
pub(super) fn score(context: &Context<'_>) -> Vec<Scored> {
    let document = context.document;
    let rankable: Vec<SentenceId> =
        document.sentence_ids().filter(|&id| is_rankable(document, id)).collect();
    let title = context.metadata.title.as_deref().unwrap_or_default();
    let texts = rankable.iter().map(|&id| document.sentence_text(id));
    let (terms, bags) = Terms::read(texts.chain([title]));
    let mut vectors: Vec<Vector> = bags.iter().map(|bag| terms.vector(bag)).collect();
    let title = vectors.pop().unwrap_or_default();
    let centroid = centroid(&vectors);
    let most_central = vectors.iter().map(|v| terms::cosine(v, &centroid)).fold(0.0, f64::max);
    let (leading, figures, cues) = (leading_names(context), figures(context), cues(context));
    let unnamed = unnamed_mentions(context);
    let mut paragraph_start = usize::MAX;
    let scored = rankable.iter().zip(vectors).enumerate().map(|(place, (&id, vector))| {
        let sentence = document.sentence(id);
        let opens_paragraph = sentence.block != paragraph_start;
        paragraph_start = sentence.block;
        let central = terms::cosine(&vector, &centroid) / most_central.max(f64::MIN_POSITIVE);
        let seen = [
            (Because::Opening, opening(place, opens_paragraph)),
            (Because::Central, central),
            (Because::Title, terms::cosine(&vector, &title).min(0.5) * 2.0),
            (Because::Names, share_within(sentence.span, &leading, 3)),
            (Because::Figures, share_within(sentence.span, &figures, 2)),
            (Because::Claim, share_within(sentence.span, &cues, 1)),
            (Because::Length, odd_length(sentence.tokens.len())),
            (Because::Dependent, f64::from(u8::from(is_dependent(document, id, &unnamed)))),
        ];
        let (score, because) = weigh(&seen);
        Scored { sentence: id, score, because, vector }
    });
    scored.collect()
}

/// True for sentences of the story itself that tell something.
fn is_rankable(document: &Document, id: SentenceId) -> bool {
    let text = document.sentence_text(id).trim_end_matches(['"', '”', '’', '\'', ')']);
    document.block_of(id).kind.is_body()
        && document.block_of(id).kind != BlockKind::Caption
        && !text.ends_with('?')
        && !is_dateline(text)
        && document.sentence_tokens(id).len() > 3
}

/// True for "HARBOUR CITY, March 3 (Wire) —": a few words and a dash.
fn is_dateline(text: &str) -> bool {
    let words = text.split_whitespace().filter(|w| w.contains(char::is_alphabetic));
    text.ends_with(['–', '—', '-']) && words.count() <= 5
}

/// The sum of all sentences' words.
fn centroid(vectors: &[Vector]) -> Vector {
    let mut all: Vector = vectors.iter().flatten().copied().collect();
    all.sort_by_key(|&(term, _)| term);
    let mut centroid: Vector = Vec::new();
    for (term, weight) in all {
        match centroid.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => centroid.push((term, weight)),
        }
    }
    terms::normalize(&mut centroid);
    centroid
}

/// 1 for the first sentence, falling by the place; less inside a paragraph than at its opening.
fn opening(place: usize, opens_paragraph: bool) -> f64 {
    let fall = 1.0 / (1.0 + 0.25 * place as f64);
    if opens_paragraph { fall } else { fall * 0.8 }
}

/// Mentions of the three entities that are mentioned most.
fn leading_names(context: &Context<'_>) -> Vec<Span> {
    let mut entities: Vec<_> = context.entities.iter().collect();
    entities.sort_by_key(|e| std::cmp::Reverse(e.mentions.len()));
    let mut spans: Vec<Span> =
        entities.iter().take(3).flat_map(|e| e.mentions.iter().map(|m| m.span)).collect();
    spans.sort_unstable();
    spans
}

fn figures(context: &Context<'_>) -> Vec<Span> {
    context.quantities.iter().map(|q| q.span).collect()
}

fn cues(context: &Context<'_>) -> Vec<Span> {
    let mut cues: Vec<Span> = context.claims.iter().flat_map(|c| c.cue.clone()).collect();
    cues.sort_unstable();
    cues
}

/// How many of `spans`, which are sorted, lie in `sentence`, as a share of `enough`, at most 1.
fn share_within(sentence: Span, spans: &[Span], enough: usize) -> f64 {
    let from = spans.partition_point(|s| s.start < sentence.start);
    let within = spans[from..].iter().take(enough).take_while(|s| s.end <= sentence.end).count();
    within as f64 / enough as f64
}

/// 0 for 12 to 45 tokens, rising to 1 for much shorter and much longer sentences.
fn odd_length(tokens: usize) -> f64 {
    match tokens {
        0..12 => 1.0 - tokens as f64 / 12.0,
        12..=45 => 0.0,
        _ => ((tokens - 45) as f64 / 45.0).min(1.0),
    }
}

/// Where pronouns and titles that stand for somebody's name begin, in text order.
fn unnamed_mentions(context: &Context<'_>) -> Vec<usize> {
    let mentions = context.entities.iter().flat_map(|e| &e.mentions);
    let unnamed = mentions.filter(|m| m.form != MentionForm::Name);
    let mut starts: Vec<usize> = unnamed.map(|m| m.span.start).collect();
    starts.sort_unstable();
    starts
}

/// True if the sentence leans on the one before: by its first word, or by opening with a pronoun
/// or a title in place of a name.
fn is_dependent(document: &Document, id: SentenceId, unnamed: &[usize]) -> bool {
    let text = document.sentence_text(id);
    let opening = text.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty());
    let leans = opening.is_some_and(|w| LEANING.contains(&w.to_lowercase().as_str()));
    let start = document.sentence(id).span.start;
    let marks = text.len() - text.trim_start_matches(|c: char| !c.is_alphabetic()).len();
    leans || unnamed.binary_search(&(start + marks)).is_ok()
}

/// First words that lean on the sentence before, sorted.
const LEANING: &[&str] = &[
    "additionally",
    "also",
    "and",
    "but",
    "either",
    "he",
    "her",
    "his",
    "however",
    "instead",
    "it",
    "its",
    "moreover",
    "neither",
    "nevertheless",
    "nor",
    "or",
    "she",
    "so",
    "such",
    "that",
    "their",
    "then",
    "therefore",
    "these",
    "they",
    "this",
    "those",
    "thus",
    "yet",
];

/// The score, and what is worth mentioning of what was seen, strongest first.
fn weigh(seen: &[(Because, f64); WEIGHTS.len()]) -> (f64, Vec<Because>) {
    let parts = seen
        .iter()
        .zip(WEIGHTS)
        .map(|(&(because, value), (_, weight))| (because, value, value * weight));
    let score: f64 = parts.clone().map(|(_, _, part)| part).sum();
    let mut strongest: Vec<(Because, f64)> = parts
        .filter(|&(_, value, _)| value >= MENTIONED)
        .map(|(because, _, part)| (because, part.abs()))
        .collect();
    strongest.sort_by(|a, b| b.1.total_cmp(&a.1));
    (score.clamp(0.0, 1.0), strongest.into_iter().map(|(because, _)| because).collect())
}
