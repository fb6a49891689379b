//! What kind of article a text is.
//!
//! First what says so outright: a marked headline, a section in the address, speakers before
//! colons, times of day before entries, the fixed parts of a release. Then opinion is told from
//! news by whose voice it is in: the writer's "I", advice and questions to the reader speak for
//! opinion, attributed claims for news. The weights are set by hand.

use super::{Claim, ClaimKind, Context};
use crate::engine::clean::{Genre, GenreLabel};
use crate::engine::segment::{Words, find_quotes};
use crate::engine::text::{Block, BlockKind, Document, Span};

/// Fewer words than this are no article.
const FEWEST_WORDS: usize = 25;

/// The kind of the article.
pub(super) fn classify(context: &Context<'_>, claims: &[Claim]) -> Genre {
    let genre = |label, confidence| Genre { label, confidence };
    if let Some(label) = stated(context) {
        return genre(label, 0.95);
    }
    let document = context.document;
    // Short questions and lines of speakers may have been taken for headings.
    let blocks: Vec<&str> = document
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Title)
        .map(|b| document.words(b.span))
        .collect();
    if let Some(label) = shaped(&blocks) {
        return genre(label, 0.8);
    }
    let voice = Voice::new(context, claims);
    if voice.n_words < FEWEST_WORDS {
        return genre(GenreLabel::Other, 0.3);
    }
    let opinion = voice.opinion(context.metadata.author_note.is_some());
    if opinion >= 0.5 {
        genre(GenreLabel::Opinion, opinion.min(0.95))
    } else {
        genre(GenreLabel::News, (1.0 - opinion).min(0.95))
    }
}

/// What headline, address or author's note state.
fn stated(context: &Context<'_>) -> Option<GenreLabel> {
    const MARKS: &[(GenreLabel, &[&str])] = &[
        (
            GenreLabel::Opinion,
            &[
                "opinion",
                "op-ed",
                "editorial",
                "comment",
                "column",
                "letters",
                "viewpoint",
                "commentary",
                "our view",
                "leader",
                "perspective",
            ],
        ),
        (
            GenreLabel::Live,
            &["live", "live updates", "as it happened", "live blog", "liveblog", "live coverage"],
        ),
        (GenreLabel::Interview, &["interview", "q&a", "the interview"]),
        (
            GenreLabel::Transcript,
            &["transcript", "full text", "full transcript", "full speech", "in full"],
        ),
        (GenreLabel::Release, &["press release", "news release", "media release"]),
    ];
    let metadata = context.metadata;
    let title = metadata.title.as_deref().unwrap_or("").to_lowercase();
    let parts: Vec<&str> =
        title.split([':', '|', '–', '—']).chain(title.split(" - ")).map(str::trim).collect();
    let by_title = MARKS
        .iter()
        .find(|(_, marks)| parts.iter().any(|part| *part != title && marks.contains(part)));
    if let Some((label, _)) = by_title {
        return Some(*label);
    }
    const SECTIONS: &[(GenreLabel, &[&str])] = &[
        (
            GenreLabel::Opinion,
            &[
                "opinion",
                "opinions",
                "comment",
                "commentisfree",
                "editorial",
                "editorials",
                "columnists",
                "op-ed",
                "letters",
                "views",
            ],
        ),
        (GenreLabel::Live, &["live", "live-news", "liveblog"]),
        (GenreLabel::Interview, &["interview", "interviews"]),
        (GenreLabel::Transcript, &["transcript", "transcripts"]),
        (GenreLabel::Release, &["press-release", "press-releases", "news-releases", "prnewswire"]),
    ];
    let url = metadata.url.as_deref().unwrap_or("").to_lowercase();
    let by_section =
        SECTIONS.iter().find(|(_, names)| url.split('/').skip(3).any(|part| names.contains(&part)));
    if let Some((label, _)) = by_section {
        return Some(*label);
    }
    let note = metadata.author_note.as_deref().unwrap_or("").to_lowercase();
    let own =
        ["views expressed", "opinions expressed", "is a columnist", "own views", "is an opinion"];
    own.iter().any(|words| note.contains(words)).then_some(GenreLabel::Opinion)
}

/// What the blocks' outer form shows.
fn shaped(blocks: &[&str]) -> Option<GenreLabel> {
    let share = |test: &dyn Fn(&str) -> bool| {
        blocks.iter().filter(|b| test(b)).count() as f64 / blocks.len().max(1) as f64
    };
    if is_release(blocks) {
        return Some(GenreLabel::Release);
    }
    let turns: Vec<(&str, &str)> = blocks.iter().filter_map(|b| turn(b)).collect();
    if turns.len() >= 3 && turns.len() * 2 >= blocks.len() {
        return Some(kind_of_turns(&turns));
    }
    let n_times = blocks.iter().filter(|b| begins_with_clock(b)).count();
    if n_times >= 3 && share(&begins_with_clock) >= 0.2 {
        return Some(GenreLabel::Live);
    }
    let answered =
        blocks.windows(2).filter(|pair| is_question(pair[0]) && !is_question(pair[1])).count();
    let many = answered as f64 >= 0.2 * blocks.len() as f64;
    (answered >= 2 && many).then_some(GenreLabel::Interview)
}

/// Whether a block is but a question.
pub(super) fn is_question(block: &str) -> bool {
    block.trim_end_matches(['”', '"', '*', '_']).ends_with('?')
        && block.split(['.', '!']).count() <= 3
}

/// The speaker before a colon, and what is said: "STONE: …", "Ada Stone: …", "Q: …".
fn turn(block: &str) -> Option<(&str, &str)> {
    let (head, rest) = block.split_once(':')?;
    let head = head.trim_matches(['*', '_', '[', ']']);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let n_words = head.split_whitespace().count();
    let named =
        (1..=4).contains(&n_words) && head.len() <= 40 && head.split_whitespace().all(capital);
    (named && rest.starts_with([' ', '*', '_']) && !rest.trim().is_empty()).then_some((head, rest))
}

/// An interview has one who asks and one who answers; a transcript has others.
fn kind_of_turns(turns: &[(&str, &str)]) -> GenreLabel {
    let mut names: Vec<&str> = turns.iter().map(|t| t.0).collect();
    names.sort_unstable();
    names.dedup();
    let asks = |name: &str| {
        let own: Vec<_> = turns.iter().filter(|t| t.0 == name).collect();
        let questions = own.iter().filter(|t| t.1.trim_end().ends_with('?')).count();
        questions >= 2 && questions * 3 >= own.len() * 2
    };
    if names.len() == 2 && names.iter().any(|name| asks(name)) {
        GenreLabel::Interview
    } else {
        GenreLabel::Transcript
    }
}

/// "14:32", "9.15am", "10:05 GMT – …".
fn begins_with_clock(block: &str) -> bool {
    let word =
        block.trim_start_matches(['[', '(', '*']).split([' ', ']', ')']).next().unwrap_or("");
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || ".:*–—-".contains(c));
    let number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    digits
        .split_once([':', '.'])
        .is_some_and(|(hours, minutes)| number(hours) && number(minutes) && minutes.len() == 2)
}

/// Says so at its head, or has two of the parts that a release has.
fn is_release(blocks: &[&str]) -> bool {
    let head = |block: &&str| block.chars().take(60).collect::<String>().to_lowercase();
    let said = blocks.iter().take(3).map(head).any(|text| {
        ["for immediate release", "press release", "news release", "media release"]
            .iter()
            .any(|mark| text.contains(mark))
    });
    let wire = blocks.iter().take(3).any(|b| {
        ["PRNewswire", "BUSINESS WIRE", "GLOBE NEWSWIRE", "EINPresswire"]
            .iter()
            .any(|w| b.contains(w))
    });
    let announces = blocks.iter().take(4).any(|b| {
        let text = b.to_lowercase();
        text.contains("today announced")
            || text.contains("announced today")
            || text.contains("is pleased to")
    });
    let ending = &blocks[blocks.len().saturating_sub(6)..];
    let begins =
        |marks: &[&str]| ending.iter().map(head).any(|t| marks.iter().any(|m| t.starts_with(m)));
    let about = begins(&["about "]);
    let contact = begins(&[
        "contact",
        "media contact",
        "press contact",
        "for more information",
        "notes to editors",
        "media enquiries",
        "media inquiries",
        "###",
    ]);
    said || wire || [announces, about, contact].into_iter().filter(|&part| part).count() >= 2
}

/// Whose voice the text is in, for each sentence outside of quotations.
struct Voice {
    n_words: usize,
    /// Sentences with an attributed claim, as a share.
    attributed: f64,
    /// "Should", "must", "ought", "let us".
    advice: f64,
    /// Sentences with "I", "my".
    own: f64,
    /// Sentences with "we", "our", "you".
    shared: f64,
    /// Questions that nobody is asked.
    questions: f64,
}

impl Voice {
    fn new(context: &Context<'_>, claims: &[Claim]) -> Self {
        let document = context.document;
        let words = Words::new(document);
        let quoted = quoted(document);
        let [mut advice, mut own, mut shared, mut questions, mut n_sentences] = [0usize; 5];
        let mut attributed = 0;
        let said: Vec<usize> = claims
            .iter()
            .filter(|c| c.kind == ClaimKind::Attributed)
            .flat_map(|c| c.content.iter().chain(&c.cue))
            .filter_map(|s| document.sentence_at(s.start).map(|id| id.0 as usize))
            .collect();
        for id in document.sentence_ids() {
            let sentence = document.sentence(id);
            if !document.block_of(id).kind.is_body() {
                continue;
            }
            n_sentences += 1;
            attributed += usize::from(said.contains(&(id.0 as usize)));
            let is_own_word = |i: usize| {
                let span = document.tokens[i].span;
                let near = quoted.partition_point(|q| q.end <= span.start);
                quoted.get(near).is_none_or(|q| !q.contains(span))
            };
            let any = |list: &[&str]| {
                let is_one = |i| list.contains(&words.lower(i)) && is_own_word(i);
                usize::from(sentence.tokens.clone().any(is_one))
            };
            advice += any(&["should", "must", "ought"]);
            own += any(&["i", "my", "me"]);
            shared += any(&["we", "our", "us", "you", "your"]);
            questions += any(&["?"]);
        }
        let share = |n: usize| n as f64 / n_sentences.max(1) as f64;
        Self {
            n_words: (0..document.tokens.len()).filter(|&i| words.is_word(i)).count(),
            attributed: share(attributed),
            advice: share(advice),
            own: share(own),
            shared: share(shared),
            questions: share(questions),
        }
    }

    /// How likely it is an opinion piece.
    fn opinion(&self, author_note: bool) -> f64 {
        let mut sum =
            -1.6 + 9.0 * self.advice + 8.0 * self.own + 4.0 * self.shared + 6.0 * self.questions;
        sum -= 4.0 * self.attributed;
        if author_note {
            sum += 1.0;
        }
        1.0 / (1.0 + libm::exp(-sum))
    }
}

/// Quotations of all blocks, in text order.
fn quoted(document: &Document) -> Vec<Span> {
    let of = |b: &Block| find_quotes(&document.text, b.span, false);
    document.blocks.iter().flat_map(of).map(|q| q.outer).collect()
}
