//! Porter's stemmer (1980) with the extensions of NLTK, as rouge-score uses it: words of up to three
//! letters stay as they are.

/// Words of NLTK's own, with their stems.
const IRREGULAR: [(&str, &str); 15] = [
    ("canning", "canning"),
    ("cannings", "canning"),
    ("dying", "die"),
    ("exceed", "exceed"),
    ("howe", "howe"),
    ("inning", "inning"),
    ("innings", "inning"),
    ("lying", "lie"),
    ("news", "news"),
    ("outing", "outing"),
    ("outings", "outing"),
    ("proceed", "proceed"),
    ("skies", "sky"),
    ("succeed", "succeed"),
    ("tying", "tie"),
];

/// The stem of a word of lower-case ASCII letters and digits.
pub(super) fn stem(word: &str) -> String {
    if word.len() <= 3 {
        return word.to_owned();
    }
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*stem).to_owned();
    }
    let steps = [plural, past, ending_y, step_2, step_3, step_4, final_e, final_l];
    steps.iter().fold(word.to_owned(), |word, step| step(&word))
}

/// For each letter whether it is a consonant.
fn consonants(word: &str) -> Vec<bool> {
    let mut flags: Vec<bool> = Vec::with_capacity(word.len());
    for letter in word.bytes() {
        flags.push(match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => !flags.last().copied().unwrap_or(false),
            _ => true,
        });
    }
    flags
}

/// How often a vowel is followed by a consonant.
fn measure(stem: &str) -> usize {
    consonants(stem).windows(2).filter(|pair| !pair[0] && pair[1]).count()
}

fn has_vowel(stem: &str) -> bool {
    consonants(stem).contains(&false)
}

fn ends_double(word: &str) -> bool {
    let bytes = word.as_bytes();
    let n = bytes.len();
    n >= 2 && bytes[n - 1] == bytes[n - 2] && consonants(word)[n - 1]
}

fn ends_cvc(word: &str) -> bool {
    let flags = consonants(word);
    match flags.as_slice() {
        [false, true] => true,
        [.., true, false, true] => !word.ends_with(['w', 'x', 'y']),
        _ => false,
    }
}

/// The first rule whose suffix fits, if its condition on the stem holds.
fn first_of(word: &str, rules: &[(&str, &str)], condition: impl Fn(&str) -> bool) -> String {
    for (suffix, replacement) in rules {
        if let Some(stem) = word.strip_suffix(suffix) {
            let holds = condition(stem);
            return if holds { format!("{stem}{replacement}") } else { word.to_owned() };
        }
    }
    word.to_owned()
}

fn plural(word: &str) -> String {
    if word.len() == 4 && word.ends_with("ies") {
        return word[..3].to_owned();
    }
    first_of(word, &[("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")], |_| true)
}

fn past(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ied") {
        return format!("{stem}{}", if word.len() == 4 { "ie" } else { "i" });
    }
    if word.ends_with("eed") {
        return first_of(word, &[("eed", "ee")], |stem| measure(stem) > 0);
    }
    let stems = ["ed", "ing"].iter().filter_map(|suffix| word.strip_suffix(suffix));
    let Some(stem) = stems.into_iter().find(|stem| has_vowel(stem)) else {
        return word.to_owned();
    };
    if ["at", "bl", "iz"].iter().any(|ending| stem.ends_with(ending)) {
        return format!("{stem}e");
    }
    if ends_double(stem) {
        let keeps = stem.ends_with(['l', 's', 'z']);
        return stem[..stem.len() - usize::from(!keeps)].to_owned();
    }
    let short = measure(stem) == 1 && ends_cvc(stem);
    format!("{stem}{}", if short { "e" } else { "" })
}

fn ending_y(word: &str) -> String {
    first_of(word, &[("y", "i")], |stem| {
        stem.len() > 1 && consonants(stem).last().copied().unwrap_or(false)
    })
}

fn step_2(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("alli").filter(|stem| measure(stem) > 0) {
        return step_2(&format!("{stem}al"));
    }
    if word.ends_with("logi") && !word.ends_with("fulli") {
        return first_of(word, &[("logi", "log")], |stem| measure(&format!("{stem}l")) > 0);
    }
    const RULES: &[(&str, &str)] = &[
        ("ational", "ate"),
        ("tional", "tion"),
        ("enci", "ence"),
        ("anci", "ance"),
        ("izer", "ize"),
        ("bli", "ble"),
        ("alli", "al"),
        ("entli", "ent"),
        ("eli", "e"),
        ("ousli", "ous"),
        ("ization", "ize"),
        ("ation", "ate"),
        ("ator", "ate"),
        ("alism", "al"),
        ("iveness", "ive"),
        ("fulness", "ful"),
        ("ousness", "ous"),
        ("aliti", "al"),
        ("iviti", "ive"),
        ("biliti", "ble"),
        ("fulli", "ful"),
    ];
    first_of(word, RULES, |stem| measure(stem) > 0)
}

fn step_3(word: &str) -> String {
    const RULES: &[(&str, &str)] = &[
        ("icate", "ic"),
        ("ative", ""),
        ("alize", "al"),
        ("iciti", "ic"),
        ("ical", "ic"),
        ("ful", ""),
        ("ness", ""),
    ];
    first_of(word, RULES, |stem| measure(stem) > 0)
}

fn step_4(word: &str) -> String {
    const SUFFIXES: [&str; 19] = [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion",
        "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];
    let rules = SUFFIXES.map(|suffix| (suffix, ""));
    let is_ion = word.ends_with("ion");
    first_of(word, &rules, |stem| measure(stem) > 1 && (!is_ion || stem.ends_with(['s', 't'])))
}

fn final_e(word: &str) -> String {
    first_of(word, &[("e", "")], |stem| measure(stem) > 1 || measure(stem) == 1 && !ends_cvc(stem))
}

fn final_l(word: &str) -> String {
    let shorter = &word[..word.len() - usize::from(word.ends_with("ll"))];
    if measure(shorter) > 1 { shorter.to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::stem;

    /// Made with NLTK 3.10.4, `PorterStemmer().stem`.
    const STEMS: &str = include_str!("porter.tsv");

    #[test]
    fn stems_are_nltk_s() {
        for (form, expected) in STEMS.lines().filter_map(|line| line.split_once('\t')) {
            assert_eq!(stem(form), expected, "{form}");
        }
    }
}
