//! Reporting verbs: what act they name, what they take, and their forms.

use std::collections::HashMap;

use super::inflect::{Forms, inflect};
use super::rows;

/// What kind of act a cue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueClass {
    /// Said, told, added.
    Say,
    /// Claimed, insisted, argued.
    Assert,
    /// Denied, rejected.
    Deny,
    /// Promised, vowed.
    Promise,
    /// Warned, cautioned.
    Warn,
    /// Threatened.
    Threaten,
    /// Asked, wondered.
    Ask,
    /// Demanded, urged, ordered.
    Demand,
    /// Praised, welcomed.
    Praise,
    /// Blamed, accused, criticised.
    Blame,
    /// Reported, announced, according to.
    Report,
    /// Believes, thinks.
    Believe,
    /// Expects, predicts, hopes.
    Expect,
}

impl CueClass {
    /// From its name in the lists.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "say" => Self::Say,
            "assert" => Self::Assert,
            "deny" => Self::Deny,
            "promise" => Self::Promise,
            "warn" => Self::Warn,
            "threaten" => Self::Threaten,
            "ask" => Self::Ask,
            "demand" => Self::Demand,
            "praise" => Self::Praise,
            "blame" => Self::Blame,
            "report" => Self::Report,
            "believe" => Self::Believe,
            "expect" => Self::Expect,
            _ => return None,
        })
    }
}

/// What a reporting verb takes as its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A clause, with or without "that".
    Clause,
    /// A clause with "that", "whether" or "to"; or a quotation.
    That,
    /// A noun phrase.
    Object,
    /// Only a quotation.
    Quote,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say"
    Base,
    /// "says"
    ThirdPerson,
    /// "said"
    Past,
    /// "spoken", where it differs from the past.
    Participle,
    /// "saying"
    Gerund,
}

/// A form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The verb.
    pub lemma: &'static str,
    /// Its act.
    pub class: CueClass,
    /// What it takes.
    pub frame: Frame,
    /// The form at hand.
    pub form: Form,
}

impl Cue {
    /// True for "says" and "said".
    pub fn is_finite(self) -> bool {
        matches!(self.form, Form::Past | Form::ThirdPerson)
    }
}

/// Every form of every verb of `list`. Where two forms of a verb are spelt alike, the past wins
/// over the participle and the base over both.
pub(super) fn read(list: &'static str, irregular: &'static str) -> super::Map<String, Cue> {
    let irregular: HashMap<&str, Vec<&str>> =
        rows(irregular).map(|fields| (fields[0], fields[1..].to_vec())).collect();
    let mut cues = super::Map::default();
    for fields in rows(list) {
        let [lemma, class, frame] = fields[..] else { continue };
        let (Some(class), Some(frame)) = (CueClass::from_code(class), frame_from_code(frame))
        else {
            continue;
        };
        let mut put = |word: String, form| {
            cues.entry(word).or_insert(Cue { lemma, class, frame, form });
        };
        let Forms { third_person, past, past_participle, gerund } = forms(lemma, &irregular);
        put(lemma.to_owned(), Form::Base);
        put(third_person, Form::ThirdPerson);
        put(past, Form::Past);
        put(past_participle, Form::Participle);
        put(gerund, Form::Gerund);
    }
    cues
}

fn forms(lemma: &str, irregular: &HashMap<&str, Vec<&str>>) -> Forms {
    let mut forms = inflect(lemma);
    if let Some(odd) = irregular.get(lemma) {
        let set = |i: usize, form: &mut String| {
            if let Some(word) = odd.get(i) {
                *form = (*word).to_owned();
            }
        };
        set(0, &mut forms.past);
        set(1, &mut forms.past_participle);
        set(2, &mut forms.gerund);
    }
    forms
}

fn frame_from_code(code: &str) -> Option<Frame> {
    Some(match code {
        "clause" => Frame::Clause,
        "that" => Frame::That,
        "object" => Frame::Object,
        "quote" => Frame::Quote,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::lexicon::Lexicon;

    fn check(word: &str, lemma: &str, class: CueClass, form: Form) {
        let cue = Lexicon::new().cue(word).map(|c| (c.lemma, c.class, c.form));
        assert_eq!(cue, Some((lemma, class, form)));
    }

    #[test]
    fn knows_regular_and_irregular_forms() {
        check("said", "say", CueClass::Say, Form::Past);
        check("says", "say", CueClass::Say, Form::ThirdPerson);
        check("arguing", "argue", CueClass::Assert, Form::Gerund);
        check("admitted", "admit", CueClass::Say, Form::Past);
        check("cautions", "caution", CueClass::Warn, Form::ThirdPerson);
        check("written", "write", CueClass::Say, Form::Participle);
    }

    #[test]
    fn knows_no_other_verbs() {
        assert_eq!(Lexicon::new().cue("walked"), None);
    }
}
