//! [`SpeakerMark`]: a stable hue and a letter for each speaker.

/// A hue and the letters that stand for it, so that no one needs to see the colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct SpeakerMark {
    /// One of the style's hues, 0 to 7.
    pub(in crate::app) hue: u8,
    /// Initials, one or two.
    pub(in crate::app) letters: String,
}

/// The mark of a name: the same on every page and every day.
pub(in crate::app) fn speaker_mark(name: &str) -> SpeakerMark {
    // FNV-1a.
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    let hash = name.bytes().fold(2_166_136_261, mix);
    let mut initials = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .filter(|c| c.is_uppercase() || !c.is_lowercase());
    let first = initials.next().or_else(|| name.chars().find(|c| c.is_alphanumeric()));
    let letters: String = first.into_iter().chain(initials.next_back()).collect();
    let hue = u8::try_from(hash % 8).unwrap_or_default();
    SpeakerMark { hue, letters: letters.to_uppercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_first_and_last_initial() {
        assert_eq!(speaker_mark("Sergei Viktorovich Lavrov").letters, "SL");
        assert_eq!(speaker_mark("Ministry of Defence").letters, "MD");
        assert_eq!(speaker_mark("analysts").letters, "A");
        assert_eq!(speaker_mark("").letters, "");
    }

    #[test]
    fn the_same_name_has_the_same_hue() {
        assert_eq!(speaker_mark("TASS"), speaker_mark("TASS"));
    }
}
