//! Short forms that are written with a full stop.

use crate::engine::lexicon::{Abbreviation, Lexicon};

/// How the full stop behind `word`, given without it, is to be read.
///
/// What is a word too in small letters ("no", "sat", "ill") is a short form only with a capital;
/// [`is_word_too`] tells which are.
pub(super) fn short_form(lexicon: &Lexicon, word: &str) -> Option<Abbreviation> {
    let lower = word.to_lowercase();
    let form = lexicon.abbreviation(&lower)?;
    let is_word = word == lower && is_word_too(word) && !matches!(word, "no" | "nos" | "ed");
    (!is_word).then_some(form)
}

/// Short forms that are also words which may end a sentence, in lower case.
pub(super) fn is_word_too(lower: &str) -> bool {
    matches!(
        lower,
        "art"
            | "brig"
            | "ch"
            | "cit"
            | "conn"
            | "del"
            | "det"
            | "dist"
            | "ed"
            | "est"
            | "ext"
            | "fig"
            | "fri"
            | "gen"
            | "hon"
            | "ill"
            | "ind"
            | "jun"
            | "kan"
            | "la"
            | "mar"
            | "mass"
            | "miss"
            | "mo"
            | "mon"
            | "no"
            | "nos"
            | "op"
            | "ore"
            | "pa"
            | "pp"
            | "rep"
            | "rev"
            | "sat"
            | "sec"
            | "sun"
            | "wash"
            | "wed"
    )
}

/// Short forms behind which a name or an example always follows.
pub(super) fn precedes_name(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Mx"
            | "Messrs"
            | "Mme"
            | "Prof"
            | "Sen"
            | "Rep"
            | "Gov"
            | "Gen"
            | "Lt"
            | "Col"
            | "Sgt"
            | "Capt"
            | "Cmdr"
            | "Cpl"
            | "Maj"
            | "Brig"
            | "Adm"
            | "Insp"
            | "Pvt"
            | "Rev"
            | "Hon"
            | "Cllr"
            | "Ald"
            | "Sens"
            | "Reps"
            | "e.g"
            | "i.e"
            | "viz"
    )
}
