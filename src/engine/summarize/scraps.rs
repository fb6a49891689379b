//! Lines that are no sentences of the story: captions, bylines, words to the reader and about the
//! author, and what a line break cut off.

use super::Context;
use super::view::View;
use super::whole::Whole;
use crate::engine::tag::{NameKind, NameTag, Upos, Xpos};
use crate::engine::text::{BlockKind, SentenceId};

/// Share of an article's lines beyond which they show how it is written.
const MOST: f32 = 0.5;
/// Words that a label before a picture's words has at most.
const LABEL: usize = 3;

/// How an article is written, as far as it tells what does not belong.
pub(super) struct Lines {
    /// Its paragraphs end with a mark.
    are_closed: bool,
    /// Its sentences begin with a capital.
    are_capital: bool,
}

impl Lines {
    pub(super) fn new(context: &Context<'_>, view: &View) -> Self {
        let document = context.document;
        let paragraphs = || document.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
        let closed = paragraphs().filter(|b| !is_open(document.words(b.span))).count();
        let capital = view.ids.iter().filter(|&&id| !is_small(document.sentence_text(id))).count();
        Self {
            are_closed: closed as f32 > MOST * paragraphs().count() as f32,
            are_capital: capital as f32 > MOST * view.ids.len() as f32,
        }
    }

    /// True for a sentence that is none of the story's, told by how it stands among the others.
    pub(super) fn is_scrap(&self, context: &Context<'_>, id: SentenceId, whole: &Whole) -> bool {
        self.are_closed && is_unclosed(context, id) || is_labelled(context, id, whole)
    }

    /// True for what a line break cut off the sentence before.
    pub(super) fn is_cut_off(&self, context: &Context<'_>, id: SentenceId) -> bool {
        self.are_capital && opens_small(context, id)
    }
}

/// True for text that ends in the middle: with a letter or a digit.
fn is_open(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(char::is_alphanumeric)
}

/// True for text that begins with a small letter.
fn is_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

/// True for a line without a mark at its end: a caption or a heading that stands as a paragraph.
fn is_unclosed(context: &Context<'_>, id: SentenceId) -> bool {
    let document = context.document;
    document.block_of(id).kind == BlockKind::Paragraph && is_open(document.sentence_text(id))
}

/// True for a sentence that begins with a small letter, and not with a name that is written so
/// ("iPhone").
fn opens_small(context: &Context<'_>, id: SentenceId) -> bool {
    let document = context.document;
    let first =
        document.sentence(id).tokens.clone().find(|&t| context.words[t].upos != Upos::Punct);
    first.is_some_and(|t| {
        let form = document.words(document.tokens[t].span);
        is_small(form)
            && !form.contains(char::is_uppercase)
            && context.words[t].name == NameTag::Outside
            && context.words[t].upos != Upos::Propn
    })
}

/// True for the words below a picture that a label stands before: "Reunited: Ada Stone, 25, hugs her
/// daughter". Nobody says them, the label is no name, and they do not tell of the past.
fn is_labelled(context: &Context<'_>, id: SentenceId, whole: &Whole) -> bool {
    let document = context.document;
    let span = document.sentence(id).span;
    let tokens = document.sentence(id).tokens.clone();
    let word = |t: usize| document.words(document.tokens[t].span);
    let Some(colon) = tokens.clone().take(LABEL + 1).find(|&t| word(t) == ":") else {
        return false;
    };
    let outside = |t: usize| {
        context.words[t].name == NameTag::Outside && word(t).starts_with(char::is_alphabetic)
    };
    let past = |t: usize| matches!(context.words[t].xpos, Xpos::Vbd | Xpos::Md);
    let begins_with_name = (colon + 1..tokens.end.min(colon + 4)).any(|t| is_person(context, t));
    colon > tokens.start
        && (tokens.start..colon).all(outside)
        && begins_with_name
        && !(colon + 1..tokens.end).any(past)
        && !whole.has_cue(span)
}

fn is_person(context: &Context<'_>, t: usize) -> bool {
    matches!(
        context.words[t].name,
        NameTag::Begin(NameKind::Person) | NameTag::Inside(NameKind::Person)
    )
}

/// True for a caption, a byline, a word to the reader.
pub(super) fn is_scrap(text: &str) -> bool {
    is_caption(text) || is_byline(text) || is_invitation(text)
}

/// True for "By Ada Stone", "By Ada Stone and Ben Hill in Harbour City".
fn is_byline(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_name = |w: &str| w.starts_with(char::is_uppercase) || matches!(w, "and" | "in" | "for");
    words.next().is_some_and(|w| matches!(w, "By" | "BY"))
        && !text.ends_with(['.', '!', '"', '”'])
        && words.clone().count() < 9
        && words.all(is_name)
}

/// True for words about the author below the article.
pub(super) fn is_about_author(text: &str) -> bool {
    let lower = text.to_lowercase();
    ABOUT_AUTHOR.iter().any(|mark| lower.contains(mark))
}

const ABOUT_AUTHOR: &[&str] = &[
    " is a columnist",
    " is a correspondent",
    " is a freelance",
    " is the author of",
    " writes about ",
    " writes for ",
    "opinions expressed",
    "views expressed",
    "with material from",
];

/// True for words to the reader, and about the text: "Read more", "Sign up for our newsletter", "Share your views".
fn is_invitation(text: &str) -> bool {
    let lower = text.to_lowercase();
    INVITATIONS.iter().any(|opening| lower.starts_with(opening))
}

const INVITATIONS: &[&str] = &[
    "click here",
    "download our",
    "follow us",
    "for more on",
    "let us know",
    "live updates on",
    "read more",
    "scroll down",
    "see also",
    "sign up",
    "subscribe",
    "tell us",
    "the following is an edited transcript",
    "this article has been",
    "this is an edited transcript",
    "this report has been updated",
    "this story has been",
    "watch the video",
    "watch:",
];

/// True for words below a picture that stand among the text.
pub(super) fn is_caption(text: &str) -> bool {
    let lower = text.to_lowercase();
    CAPTION_MARKS.iter().any(|mark| lower.contains(mark))
}

const CAPTION_MARKS: &[&str] = &[
    "(above)",
    "(left)",
    "(pictured",
    "(right)",
    "file photo",
    "is pictured",
    "pictured above",
    "pictured left",
    "pictured right",
    "pictured:",
    "pictured,",
    "scroll down for",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_words_to_the_reader_are_known() {
        assert!(is_byline("By Ada Stone and Ben Hill in Harbour City"));
        assert!(!is_byline("By Tuesday the water had reached the church."));
        assert!(is_invitation("Sign up for our morning briefing."));
        assert!(is_caption("Mayor Ada Stone (left) opens the bridge."));
    }
}
