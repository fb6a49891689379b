//! The lemma of a word, as UD English writes it.
//!
//! In: a form and its two tags. Out: the lemma, borrowed from the form wherever it is a part of it.
//! Method: edit scripts by the longest known suffix ([`LemmaTable`]), one tree for the ending and
//! one for capitals. Words that no treebank has end as regular words do: consonants that doubled,
//! -ies, -ves, comparatives.

use std::borrow::Cow;

use super::labels::{Upos, Xpos};
use crate::engine::model::{Casing, LemmaTable};

/// The lemma of `form`, tagged `upos` and `xpos`.
pub fn lemma<'f>(table: &LemmaTable, form: &'f str, upos: Upos, xpos: Xpos) -> Cow<'f, str> {
    if xpos == Xpos::Cd && form.len() > 1 && form.contains(',') {
        let digits = form.replace(',', "");
        return Cow::Owned(spell(table, &digits, upos, xpos).into_owned());
    }
    spell(table, form, upos, xpos)
}

fn spell<'f>(table: &LemmaTable, form: &'f str, upos: Upos, xpos: Xpos) -> Cow<'f, str> {
    let group = table.group(upos as usize, xpos as usize);
    let pattern = Pattern::of(form);
    // Beyond ASCII a word in lower case may have another length.
    let lower = match form.is_ascii() {
        true => Cow::Borrowed(form),
        false => Cow::Owned(form.to_lowercase()),
    };
    let fold = |byte: u8| byte.to_ascii_lowercase();
    let edit = table.edit(group, lower.as_bytes(), fold);
    let casing = table.casing(group, pattern as usize, lower.as_bytes(), fold);
    let keeps = casing == Casing::Keep || (casing == Casing::Lower && pattern == Pattern::None);
    let word = if keeps { form } else { &lower };
    // Nothing is cut down to nothing, or to its full stop.
    let says = |text: &str| text.contains(char::is_alphanumeric);
    let fits = |stem: &&str| match says(form) {
        true => says(stem) || says(edit.append),
        false => !stem.is_empty() || !edit.append.is_empty(),
    };
    let stem = word.len().checked_sub(edit.cut).and_then(|end| word.get(..end)).filter(fits);
    let (stem, append) = stem.map_or((word, ""), |stem| (stem, edit.append));
    if keeps && append.is_empty() {
        return Cow::Borrowed(&form[..stem.len()]);
    }
    let mut lemma = String::with_capacity(stem.len() + append.len());
    lemma.push_str(stem);
    if !keeps {
        lemma.make_ascii_lowercase();
    }
    lemma.push_str(append);
    Cow::Owned(if casing == Casing::Title { capitalized(&lemma) } else { lemma })
}

/// `word` with a capital first letter.
fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// How a form is capitalised; the numbers are those of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pattern {
    None = 0,
    First = 1,
    /// All of up to four letters.
    Short = 2,
    /// All of more letters.
    Long = 3,
    Mixed = 4,
}

impl Pattern {
    fn of(form: &str) -> Self {
        let (mut n_upper, mut n_letters, mut first) = (0, 0, false);
        for (i, c) in form.chars().enumerate() {
            let upper = c.is_uppercase();
            first |= upper && i == 0;
            n_upper += usize::from(upper);
            n_letters += usize::from(upper || c.is_lowercase());
        }
        match n_upper {
            0 => Pattern::None,
            1 if first => Pattern::First,
            2..=4 if n_upper == n_letters => Pattern::Short,
            5.. if n_upper == n_letters => Pattern::Long,
            _ => Pattern::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of form, UPOS, XPOS and lemma.
    fn check(rows: &str) {
        let table = LemmaTable::new();
        for row in rows.lines().map(str::trim).filter(|row| !row.is_empty()) {
            let [form, upos, xpos, expected] = row.split(' ').collect::<Vec<_>>()[..] else {
                panic!("not four fields: {row}");
            };
            let upos = Upos::from_text(upos).unwrap();
            let xpos = Xpos::from_text(xpos).unwrap();
            assert_eq!(lemma(&table, form, upos, xpos), expected, "{row}");
        }
    }

    #[test]
    fn the_table_has_our_labels() {
        assert_eq!(LemmaTable::new().n_labels(), (Upos::ALL.len(), Xpos::ALL.len()));
    }

    #[test]
    fn verbs() {
        check(
            "said VERB VBD say
            Says VERB VBZ say
            denied VERB VBD deny
            stopped VERB VBN stop
            making VERB VBG make
            lying VERB VBG lie
            fled VERB VBD flee
            led VERB VBD lead
            sought VERB VBN seek
            focuses VERB VBZ focus
            refused VERB VBD refuse
            is AUX VBZ be
            's AUX VBZ be
            ’s AUX VBZ be
            ca AUX MD can
            wo AUX MD will
            been AUX VBN be
            VOWED VERB VBD vow",
        );
    }

    #[test]
    fn nouns() {
        check(
            "countries NOUN NNS country
            wives NOUN NNS wife
            crises NOUN NNS crisis
            spokeswomen NOUN NNS spokeswoman
            lawmakers NOUN NNS lawmaker
            series NOUN NNS series
            losses NOUN NNS loss
            causes NOUN NNS cause
            Minister NOUN NN minister
            DNA NOUN NN DNA
            NGOs NOUN NNS NGO",
        );
    }

    #[test]
    fn names_keep_their_capitals() {
        check(
            "Moscow PROPN NNP Moscow
            NATO PROPN NNP NATO
            States PROPN NNPS State
            McKay PROPN NNP McKay
            IRELAND PROPN NNP Ireland
            French ADJ JJ French
            Mongolian ADJ JJ Mongolian
            Last ADJ JJ last",
        );
    }

    #[test]
    fn words_of_grammar() {
        check(
            "them PRON PRP they
            Him PRON PRP he
            i PRON PRP I
            their PRON PRP$ their
            An DET DT a
            these DET DT this
            n't PART RB not
            'm AUX VBP be
            1,200 NUM CD 1200
            , PUNCT , ,
            . PUNCT . .",
        );
    }

    #[test]
    fn comparatives() {
        check(
            "bigger ADJ JJR big
            worst ADJ JJS bad
            larger ADJ JJR large
            heaviest ADJ JJS heavy
            sooner ADV RBR soon",
        );
    }

    #[test]
    fn words_that_nobody_has_seen_end_regularly() {
        check(
            "vlogged VERB VBD vlog
            zibbing VERB VBG zib
            trolls VERB VBZ troll
            regrammed VERB VBD regram
            doomscrolling VERB VBG doomscroll
            remortgaged VERB VBN remortgage
            weaponising VERB VBG weaponise
            frobnicated VERB VBD frobnicate
            cromulencies NOUN NNS cromulency
            blorbs NOUN NNS blorb
            snazziest ADJ JJS snazzy
            glorper ADJ JJR glorp",
        );
    }

    #[test]
    fn nothing_is_cut_to_nothing() {
        check(
            "S. PROPN NNPS S.
            s NOUN NNS s
            Ł VERB VBD ł
            ÉLYSÉE NOUN NN élysée",
        );
    }

    #[test]
    fn a_part_of_the_form_is_borrowed() {
        let table = LemmaTable::new();
        let found = lemma(&table, "claims", Upos::Verb, Xpos::Vbz);
        assert!(matches!(found, Cow::Borrowed("claim")), "{found:?}");
    }
}
