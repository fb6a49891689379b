//! Not to ship: stands in until there are models. Tags by the look of a word, one flat tree for
//! each sentence, and no names.
//!
//! In: the forms of a sentence. Out: words whose shape is right and whose content is a guess, so
//! that what reads and writes them can be built and tested.

use super::{NameTag, Relation, Upos, Word, Xpos};

/// Guesses the words of one sentence. `first` is the index of its first word among all.
pub(super) fn guess_sentence(forms: &[&str], first: usize, words: &mut Vec<Word>) {
    let tags: Vec<(Upos, Xpos)> = forms.iter().enumerate().map(|(i, f)| guess(f, i)).collect();
    let root = tags.iter().position(|(upos, _)| *upos == Upos::Verb).unwrap_or(0);
    words.extend(tags.iter().enumerate().map(|(i, &(upos, xpos))| {
        let (head, relation) = match (i == root, upos) {
            (true, _) => (None, Relation::Root),
            (_, Upos::Punct) => (Some(first + root), Relation::Punct),
            _ => (Some(first + root), Relation::Dep),
        };
        Word { upos, xpos, head, relation, name: NameTag::Outside }
    }));
}

fn guess(form: &str, i: usize) -> (Upos, Xpos) {
    let lower = form.to_lowercase();
    let ends = |end: &str| lower.len() > end.len() + 2 && lower.ends_with(end);
    match lower.as_str() {
        "the" | "a" | "an" | "this" | "that" => (Upos::Det, Xpos::Dt),
        "of" | "in" | "on" | "at" | "by" | "for" | "with" | "from" => (Upos::Adp, Xpos::In),
        "and" | "or" | "but" => (Upos::Cconj, Xpos::Cc),
        "to" => (Upos::Part, Xpos::To),
        "he" | "she" | "it" | "they" | "we" | "i" | "you" => (Upos::Pron, Xpos::Prp),
        "is" | "has" => (Upos::Aux, Xpos::Vbz),
        "was" | "were" | "had" => (Upos::Aux, Xpos::Vbd),
        "will" | "would" | "can" | "could" | "may" | "should" => (Upos::Aux, Xpos::Md),
        "said" => (Upos::Verb, Xpos::Vbd),
        "." | "!" | "?" => (Upos::Punct, Xpos::Period),
        "," => (Upos::Punct, Xpos::Comma),
        _ if !form.contains(char::is_alphanumeric) => (Upos::Punct, Xpos::Colon),
        _ if form.starts_with(|c: char| c.is_ascii_digit()) => (Upos::Num, Xpos::Cd),
        _ if i > 0 && form.starts_with(char::is_uppercase) => (Upos::Propn, Xpos::Nnp),
        _ if ends("ly") => (Upos::Adv, Xpos::Rb),
        _ if ends("ed") => (Upos::Verb, Xpos::Vbd),
        _ if ends("ing") => (Upos::Verb, Xpos::Vbg),
        _ if ends("s") => (Upos::Noun, Xpos::Nns),
        _ => (Upos::Noun, Xpos::Nn),
    }
}
