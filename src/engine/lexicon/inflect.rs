//! English verb forms, from the lemma by spelling rules.

/// The forms of a verb beside its lemma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forms {
    pub(super) third_person: String,
    pub(super) past: String,
    pub(super) past_participle: String,
    pub(super) gerund: String,
}

/// The regular forms of `lemma`. Doubled consonants count as irregular.
pub(super) fn inflect(lemma: &str) -> Forms {
    let past = if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if let Some(stem) = consonant_y(lemma) {
        format!("{stem}ied")
    } else {
        format!("{lemma}ed")
    };
    Forms {
        third_person: third_person(lemma),
        past_participle: past.clone(),
        past,
        gerund: gerund(lemma),
    }
}

fn third_person(lemma: &str) -> String {
    let hissing = ["s", "x", "z", "ch", "sh", "o"];
    if let Some(stem) = consonant_y(lemma) {
        format!("{stem}ies")
    } else if hissing.iter().any(|end| lemma.ends_with(end)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

fn gerund(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{lemma}ing"),
    }
}

/// What stands before a "y" that follows a consonant.
fn consonant_y(lemma: &str) -> Option<&str> {
    lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lemma: &str, expected: [&str; 3]) {
        let forms = inflect(lemma);
        assert_eq!([&*forms.third_person, &*forms.past, &*forms.gerund], expected);
    }

    #[test]
    fn inflects_regular_verbs() {
        check("claim", ["claims", "claimed", "claiming"]);
        check("note", ["notes", "noted", "noting"]);
        check("deny", ["denies", "denied", "denying"]);
        check("convey", ["conveys", "conveyed", "conveying"]);
        check("stress", ["stresses", "stressed", "stressing"]);
        check("agree", ["agrees", "agreed", "agreeing"]);
    }
}
