//! Classes of words that tell whether a sentence looks back or ahead.

/// Before the plain form of a verb.
const MODALS: &[&str] = &[
    "will", "would", "shall", "should", "can", "could", "may", "might", "must", "ll", "did", "do",
    "does", "not", "t",
];

/// What is planned may still lie ahead.
const PLANNED: &[&str] = &[
    "due",
    "scheduled",
    "slated",
    "planned",
    "expected",
    "set",
    "upcoming",
    "plans",
    "plan",
    "hopes",
    "hope",
    "intends",
    "intend",
    "expects",
    "expect",
    "aims",
    "aim",
    "wants",
    "want",
    "likely",
    "rescheduled",
    "supposed",
    "meant",
];

/// Acts that set a date.
const ARRANGED: &[&str] = &[
    "set",
    "scheduled",
    "called",
    "planned",
    "slated",
    "postponed",
    "rescheduled",
    "adjourned",
    "moved",
    "delayed",
    "pushed",
    "booked",
    "announced",
];

/// The present tense of what goes by a timetable.
const SCHEDULED: &[&str] = &[
    "begin",
    "begins",
    "starts",
    "opens",
    "reopen",
    "reopens",
    "ends",
    "closes",
    "expire",
    "expires",
    "meet",
    "meets",
    "resume",
    "resumes",
    "go",
    "goes",
    "take",
    "takes",
    "runs",
    "kick",
    "kicks",
    "arrive",
    "arrives",
    "sit",
    "sits",
    "vote",
    "conclude",
    "concludes",
    "walk",
    "finish",
    "finishes",
    "hosts",
];

/// What comes unannounced, or is told when it is over.
const SUDDEN: &[&str] = &[
    "attack",
    "shooting",
    "bombing",
    "raid",
    "explosion",
    "blast",
    "crash",
    "killing",
    "death",
    "fire",
    "defeat",
    "win",
    "victory",
    "loss",
    "earthquake",
    "quake",
    "announcement",
    "statement",
    "ruling",
    "incident",
    "storm",
    "strike",
    "massacre",
    "assault",
    "clash",
    "arrest",
    "collapse",
    "flood",
    "riot",
    "stabbing",
];

/// Verbs before an infinitive that is yet to come.
const PROMISES: &[&str] = &[
    "agreed",
    "vowed",
    "pledged",
    "promised",
    "threatened",
    "decided",
    "voted",
    "ordered",
    "asked",
    "urged",
    "offered",
    "invited",
    "proposed",
    "wanted",
    "hoped",
    "prepared",
];

pub(super) fn is_modal(word: &str) -> bool {
    MODALS.contains(&word)
}

pub(super) fn is_planned(word: &str) -> bool {
    PLANNED.contains(&word)
}

pub(super) fn is_arranged(word: &str) -> bool {
    ARRANGED.contains(&word)
}

pub(super) fn is_scheduled(word: &str) -> bool {
    SCHEDULED.contains(&word)
}

/// True for one or more of them.
pub(super) fn is_sudden(word: &str) -> bool {
    SUDDEN.contains(&word.strip_suffix('s').unwrap_or(word))
}

pub(super) fn is_promise(word: &str) -> bool {
    PROMISES.contains(&word)
}

/// True for words in "-ed" that are no nouns or adjectives.
pub(super) fn is_regular_past(word: &str) -> bool {
    word.len() > 4
        && word.ends_with("ed")
        && (!word.ends_with("eed")
            || matches!(word, "agreed" | "freed" | "guaranteed" | "disagreed"))
        && !matches!(
            word,
            "hundred" | "sacred" | "naked" | "kindred" | "hatred" | "embed" | "united"
        )
}
