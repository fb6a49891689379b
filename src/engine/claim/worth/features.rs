//! What is asked of a passage to tell whether it is worth a check.
//!
//! A feature is a template and values, "template:value|value". Words are taken without their case,
//! numbers by their kind; verbs and their subjects by the parse.

use std::borrow::Cow;

use super::Passage;
use crate::engine::tag::{NameKind, NameTag, Relation, Upos, Xpos};
use crate::engine::text::TokenKind;

/// Hands each feature of `passage` to `take`; some come more than once.
pub(super) fn each(passage: &Passage<'_>, take: &mut dyn FnMut(&str, &[&str])) {
    let forms: Vec<Cow<'_, str>> = passage.tokens.iter().map(|&i| form(passage, i)).collect();
    words(passage, &forms, take);
    tags(passage, take);
    clauses(passage, take);
    counts(passage, take);
}

/// A word in lower case, a number by its kind.
fn form<'p>(passage: &'p Passage<'_>, i: usize) -> Cow<'p, str> {
    let lower = passage.words.lower(i);
    if !lower.starts_with(|c: char| c.is_ascii_digit()) {
        let curly = !lower.is_ascii() && lower.contains('’');
        return if curly { Cow::Owned(lower.replace('’', "'")) } else { Cow::Borrowed(lower) };
    }
    let year = lower.len() == 4 && (lower.starts_with("19") || lower.starts_with("20"));
    Cow::Borrowed(if year { "<year>" } else { "<number>" })
}

fn words(passage: &Passage<'_>, forms: &[Cow<'_, str>], take: &mut dyn FnMut(&str, &[&str])) {
    for (k, form) in forms.iter().enumerate() {
        take("w", &[form]);
        let next = forms.get(k + 1).map_or("</s>", |form| form);
        take("ww", &[form, next]);
        if k == 0 {
            take("ww", &["<s>", form]);
        }
        let i = passage.tokens[k];
        let lemma = &*passage.lemmas[k];
        if lemma != form && matches!(passage.tags[i].upos, Upos::Verb | Upos::Noun | Upos::Adj) {
            take("l", &[lemma]);
        }
    }
}

fn tags(passage: &Passage<'_>, take: &mut dyn FnMut(&str, &[&str])) {
    let tag = |k: usize| passage.tokens.get(k).map_or("</s>", |&i| passage.tags[i].xpos.as_str());
    for k in 0..passage.tokens.len() {
        take("p", &[tag(k)]);
        take("pp", &[tag(k), tag(k + 1)]);
    }
}

/// Verbs with their subjects, objects and auxiliaries.
fn clauses(passage: &Passage<'_>, take: &mut dyn FnMut(&str, &[&str])) {
    for &i in passage.tokens {
        let word = &passage.tags[i];
        let Some(head) = word.head.filter(|&h| passage.holds(h)) else {
            take("root", &[passage.tags[i].xpos.as_str()]);
            take("rootlemma", &[passage.lemma(i)]);
            continue;
        };
        let place = if passage.is_top(head) { "top" } else { "low" };
        match word.relation {
            Relation::Nsubj | Relation::NsubjPass => {
                let subject = kind_of(passage, i);
                take("subject", &[place, subject]);
                take("does", &[subject, passage.lemma(head)]);
                take("tense", &[place, subject, tense(passage, head)]);
            }
            Relation::Obj | Relation::Obl | Relation::Xcomp => {
                take("object", &[passage.lemma(head), passage.lemma(i)]);
            }
            Relation::Aux | Relation::AuxPass => take("aux", &[place, passage.words.lower(i)]),
            Relation::Amod => take("amod", &[passage.lemma(i), passage.lemma(head)]),
            Relation::Nummod => take("nummod", &[passage.lemma(head)]),
            _ => {}
        }
    }
}

/// What a word is as a subject: itself if a pronoun, else the kind of name or noun.
fn kind_of<'p>(passage: &'p Passage<'_>, i: usize) -> &'p str {
    match (passage.tags[i].upos, passage.tags[i].name) {
        (Upos::Pron | Upos::Det, _) => passage.words.lower(i),
        (_, NameTag::Begin(kind) | NameTag::Inside(kind)) => kind_name(kind),
        (Upos::Num, _) => "<number>",
        (Upos::Propn, _) => "<name>",
        _ => "<noun>",
    }
}

fn kind_name(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "<person>",
        NameKind::Organisation => "<body>",
        NameKind::Place => "<place>",
        NameKind::Other => "<other>",
    }
}

/// The form of a predicate, by its own tag or that of its auxiliary or copula.
fn tense(passage: &Passage<'_>, predicate: usize) -> &'static str {
    let carries = |i: &&usize| {
        passage.tags[**i].head == Some(predicate)
            && matches!(
                passage.tags[**i].relation,
                Relation::Aux | Relation::AuxPass | Relation::Cop
            )
    };
    let first = passage.tokens.iter().find(carries).copied().unwrap_or(predicate);
    match passage.tags[first].xpos {
        Xpos::Md => match passage.words.lower(first) {
            "will" | "'ll" | "’ll" | "wo" | "shall" => "future",
            "would" | "could" | "might" => "irreal",
            "can" | "ca" | "may" => "able",
            _ => "ought",
        },
        other => other.as_str(),
    }
}

/// The lists that are counted in.
const LISTS: [&[&str]; 8] = [FIRST_PERSON, WE, YOU, CAUSE, CHANGE, COMPARISON, ACTION, OPINION];

const FIRST_PERSON: &[&str] = &["i", "me", "my", "mine", "myself"];
const WE: &[&str] = &["we", "us", "our", "ours"];
const YOU: &[&str] = &["you", "your", "yours"];
const CAUSE: &[&str] = &[
    "because",
    "cause",
    "lead",
    "due",
    "result",
    "contribute",
    "therefore",
    "consequence",
    "thanks",
    "reason",
];
const CHANGE: &[&str] = &[
    "increase",
    "decrease",
    "rise",
    "fall",
    "grow",
    "drop",
    "decline",
    "double",
    "triple",
    "quadruple",
    "halve",
    "cut",
    "reduce",
    "raise",
    "lose",
    "gain",
    "create",
    "spend",
    "cost",
    "pay",
    "lower",
    "expand",
    "shrink",
    "climb",
    "plunge",
    "soar",
    "slip",
    "jump",
];
const COMPARISON: &[&str] = &[
    "more", "less", "fewer", "most", "least", "than", "record", "twice", "half", "majority",
    "minority", "highest", "lowest", "largest", "biggest", "first", "only", "ever", "never",
    "average", "percent", "every", "all",
];
const ACTION: &[&str] = &[
    "vote",
    "support",
    "oppose",
    "sign",
    "pass",
    "approve",
    "veto",
    "propose",
    "introduce",
    "ban",
    "appoint",
    "fund",
    "invade",
    "attack",
    "kill",
    "arrest",
    "elect",
    "promise",
    "call",
    "say",
];
const OPINION: &[&str] = &[
    "think",
    "believe",
    "hope",
    "feel",
    "want",
    "love",
    "like",
    "hate",
    "wish",
    "guess",
    "suppose",
    "agree",
    "disagree",
    "trust",
    "thank",
    "should",
    "must",
    "ought",
    "great",
    "terrible",
    "wonderful",
    "beautiful",
    "proud",
    "sad",
    "important",
    "right",
    "wrong",
    "good",
    "bad",
    "better",
    "need",
    "fair",
    "unfair",
    "ridiculous",
    "disgrace",
    "let",
];

/// As far as anything is counted.
const NUMBERS: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// Bounds of the classes of length, in words.
const LENGTHS: &[usize] = &[2, 4, 6, 8, 11, 14, 18, 23, 29, 36];

/// For each first letter from "a" on the lengths of the words in the lists, a bit each.
const LENGTHS_LISTED: [u32; 26] = {
    let mut lengths = [0; 26];
    let mut list = 0;
    while list < LISTS.len() {
        let mut i = 0;
        while i < LISTS[list].len() {
            let word = LISTS[list][i].as_bytes();
            lengths[(word[0] - b'a') as usize] |= 1 << word.len();
            i += 1;
        }
        list += 1;
    }
    lengths
};

/// False for most words that are in none of the lists.
fn may_be_listed(word: &str) -> bool {
    let first = word.bytes().next().map_or(0, |byte| byte.wrapping_sub(b'a'));
    let lengths = LENGTHS_LISTED.get(usize::from(first)).copied().unwrap_or(0);
    word.len() < 32 && lengths >> word.len() & 1 == 1
}

/// How many tokens are so.
fn count(passage: &Passage<'_>, test: impl Fn(usize) -> bool) -> usize {
    passage.tokens.iter().filter(|&&i| test(i)).count()
}

fn counts(passage: &Passage<'_>, take: &mut dyn FnMut(&str, &[&str])) {
    let pairs = passage.tokens.iter().map(|&i| passage.words.lower(i)).zip(&passage.lemmas);
    let may_be_listed =
        |(lower, lemma): &(&str, &str)| may_be_listed(lower) || may_be_listed(lemma);
    let spelled: Vec<(&str, &str)> =
        pairs.map(|(lower, lemma)| (lower, &**lemma)).filter(may_be_listed).collect();
    let listed = |list: &[&str]| {
        let counts = |(lower, lemma): &&(&str, &str)| {
            list.contains(lower) || lemma != lower && list.contains(lemma)
        };
        spelled.iter().filter(counts).count()
    };
    let mut bin = |name: &str, n: usize, most: usize| {
        for at_least in &NUMBERS[..n.min(most)] {
            take(name, &[at_least]);
        }
    };
    bin("first_person", listed(FIRST_PERSON), 2);
    bin("we", listed(WE), 2);
    bin("you", listed(YOU), 2);
    bin("cause", listed(CAUSE), 1);
    bin("change", listed(CHANGE), 2);
    bin("comparison", listed(COMPARISON), 3);
    bin("action", listed(ACTION), 2);
    bin("opinion", listed(OPINION), 3);
    bin(
        "comparative",
        count(passage, |i| matches!(passage.tags[i].xpos, Xpos::Jjr | Xpos::Rbr)),
        2,
    );
    bin(
        "superlative",
        count(passage, |i| matches!(passage.tags[i].xpos, Xpos::Jjs | Xpos::Rbs)),
        2,
    );
    bin("modal", count(passage, |i| passage.tags[i].xpos == Xpos::Md), 2);
    bin("past", count(passage, |i| passage.tags[i].xpos == Xpos::Vbd), 3);
    bin("perfect", count(passage, |i| passage.tags[i].xpos == Xpos::Vbn), 3);
    bin("present", count(passage, |i| matches!(passage.tags[i].xpos, Xpos::Vbz | Xpos::Vbp)), 3);
    bin("question", count(passage, |i| passage.words.lower(i) == "?"), 1);
    bin("exclamation", count(passage, |i| passage.words.lower(i) == "!"), 1);
    bin(
        "digits",
        count(passage, |i| passage.words.lower(i).starts_with(|c: char| c.is_ascii_digit())),
        4,
    );
    bin("number", count(passage, |i| passage.tags[i].upos == Upos::Num), 4);
    bin("noun", count(passage, |i| passage.tags[i].upos == Upos::Noun) / 2, 6);
    bin("adjective", count(passage, |i| passage.tags[i].upos == Upos::Adj), 4);
    bin("interjection", count(passage, |i| passage.tags[i].upos == Upos::Intj), 1);
    let length = count(passage, |i| passage.words.kind(i) == TokenKind::Word);
    bin("length", LENGTHS.partition_point(|&least| least <= length), LENGTHS.len());
    for kind in [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other] {
        bin(kind_name(kind), count(passage, |i| passage.tags[i].name == NameTag::Begin(kind)), 3);
    }
    bin("times", passage.times, 2);
    bin("quantities", passage.quantities.len(), 3);
    for quantity in passage.quantities {
        let unit = quantity.unit.as_deref().unwrap_or("none");
        take("unit", &[unit]);
        let large = quantity.value.abs() >= 1000.0;
        take("size", &[if large { "large" } else { "small" }, kind_of_unit(unit)]);
    }
}

fn kind_of_unit(unit: &str) -> &'static str {
    match unit {
        "%" | "percentage points" => "share",
        "none" => "bare",
        _ if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => "money",
        "year" | "month" | "day" | "hour" | "minute" | "week" | "second" => "time",
        _ => "things",
    }
}

impl Passage<'_> {
    /// Of a word that the passage holds.
    fn lemma(&self, i: usize) -> &str {
        self.tokens.binary_search(&i).map_or("", |k| &*self.lemmas[k])
    }

    fn holds(&self, i: usize) -> bool {
        self.tokens.binary_search(&i).is_ok()
    }

    /// Whether the word's head lies outside.
    fn is_top(&self, i: usize) -> bool {
        self.tags[i].head.is_none_or(|h| !self.holds(h))
    }
}
