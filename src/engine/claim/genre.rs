//! The kind of an article, by markers in its title, its voice and its shape.

use super::{Claim, ClaimKind, Context};
use crate::engine::clean::{Genre, GenreLabel};
use crate::engine::segment::Words;
use crate::engine::text::Document;

/// Fewer words than this tell nothing.
const FEWEST_WORDS: usize = 40;

/// The kind of an article and how sure it is.
pub(super) fn classify(context: &Context<'_>, claims: &[Claim]) -> Genre {
    let title = context.metadata.title.as_deref().unwrap_or("").to_lowercase();
    let genre = |label, confidence| Genre { label, confidence };
    if has_marker(&title, &["opinion", "op-ed", "editorial", "comment", "column"]) {
        return genre(GenreLabel::Opinion, 0.95);
    }
    if has_marker(&title, &["live", "live updates", "as it happened"]) {
        return genre(GenreLabel::Live, 0.9);
    }
    if has_marker(&title, &["interview", "q&a"]) {
        return genre(GenreLabel::Interview, 0.9);
    }
    if has_marker(&title, &["transcript", "full text"]) {
        return genre(GenreLabel::Transcript, 0.9);
    }
    let facts = Facts::new(context, claims);
    if facts.n_words < FEWEST_WORDS {
        return genre(GenreLabel::Other, 0.3);
    }
    if facts.speaker_lines >= 0.5 {
        return genre(GenreLabel::Transcript, 0.8);
    }
    if facts.questions >= 0.3 {
        return genre(GenreLabel::Interview, 0.7);
    }
    if facts.release {
        return genre(GenreLabel::Release, 0.8);
    }
    let opinion = facts.opinion_score(context.metadata.author_note.is_some());
    if opinion >= 0.5 {
        genre(GenreLabel::Opinion, opinion.min(0.95))
    } else {
        genre(GenreLabel::News, (1.0 - opinion).clamp(0.5, 0.95))
    }
}

/// Whether a title is marked: by a word before a colon or bar, or after a dash or bar.
fn has_marker(title: &str, markers: &[&str]) -> bool {
    let parts = title.split([':', '|', '–', '—']).chain(title.split(" - "));
    parts.map(str::trim).any(|part| part != title && markers.contains(&part))
}

struct Facts {
    n_words: usize,
    /// Sentences with an attributed claim, as a share.
    attributed: f64,
    /// "should", "must" and the like, for each sentence.
    modals: f64,
    /// "I", "we", outside quotations, for each sentence.
    first_person: f64,
    /// Blocks that end with a question mark, as a share.
    questions: f64,
    /// Blocks that begin with "NAME:", as a share.
    speaker_lines: f64,
    release: bool,
}

impl Facts {
    fn new(context: &Context<'_>, claims: &[Claim]) -> Self {
        let document = context.document;
        let words = Words::new(document);
        let attributed = claims.iter().filter(|c| c.kind == ClaimKind::Attributed);
        let direct = attributed.clone().flat_map(|c| &c.content);
        let mut quoted: Vec<_> = direct.copied().collect();
        quoted.sort_unstable();
        let (mut modals, mut first_person, mut n_words) = (0, 0, 0);
        for (i, token) in document.tokens.iter().enumerate() {
            n_words += usize::from(words.is_word(i));
            let near = quoted.partition_point(|q| q.end <= token.span.start);
            if quoted.get(near).is_some_and(|q| q.contains(token.span)) {
                continue;
            }
            let word = words.lower(i);
            let modal = matches!(word, "should" | "must" | "could" | "ought" | "would");
            modals += usize::from(modal);
            first_person += usize::from(matches!(word, "i" | "we" | "our" | "my"));
        }
        let n_blocks = document.blocks.len().max(1) as f64;
        let n_sentences = document.sentences.len().max(1) as f64;
        let blocks = |test: &dyn Fn(&str) -> bool| {
            document.blocks.iter().filter(|b| test(document.words(b.span))).count() as f64
                / n_blocks
        };
        Self {
            n_words,
            attributed: (attributed.count() as f64 / n_sentences).min(1.0),
            modals: modals as f64 / n_sentences,
            first_person: first_person as f64 / n_sentences,
            questions: blocks(&|b| b.ends_with('?')),
            speaker_lines: blocks(&is_speaker_line),
            release: is_release(document),
        }
    }

    fn opinion_score(&self, author_note: bool) -> f64 {
        let mut score = 0.15 + 0.8 * self.modals.min(0.6) + 0.5 * self.first_person.min(0.6);
        score -= 0.6 * self.attributed.min(0.6);
        if author_note {
            score += 0.3;
        }
        score.clamp(0.0, 1.0)
    }
}

/// "STONE: …"
fn is_speaker_line(block: &str) -> bool {
    let head = block.split(':').next().unwrap_or("");
    let length = head.len();
    (2..40).contains(&length)
        && length < block.len()
        && !head.chars().any(char::is_lowercase)
        && head.chars().any(char::is_alphabetic)
}

fn is_release(document: &Document) -> bool {
    document.blocks.iter().take(3).any(|b| {
        let text = document.words(b.span);
        let start = text.get(..40).unwrap_or(text).to_lowercase();
        start.contains("for immediate release") || start.contains("press release")
    })
}
