//! Every word that the page says, in one place, so that it can be said in another language.
//!
//! Plain words; no verdicts; what happened, to which file, what to do.

macro_rules! strings {
    ($($name:ident = $text:literal;)+) => { $(pub(in crate::app) const $name: &str = $text;)+ };
}

mod about;
mod codes;
mod date;
mod edits;
mod intake;
mod shared;
pub(in crate::app) use about::*;
pub(in crate::app) use codes::*;
pub(in crate::app) use date::date;
pub(in crate::app) use edits::*;
pub(in crate::app) use intake::*;
pub(in crate::app) use shared::*;

strings! {
    NAME = "Nutgraf";
    NOTHING_LEAVES = "Nothing you drop here leaves this page.";
    HOW_TO_CHECK = "How to check";
    SKIP = "Skip to the text";
    CLOSE = "Close";
    ARTICLES = "Articles";
    READING = "Text";
    FINDINGS = "Findings";
    ACROSS = "Across";
    PANES = "Parts of the page";
    DESK_HOLDING = "An article could not be taken into the comparison";
    DESK_COMPARING = "The articles could not be compared";
    DESK_RESTORING = "The article could not be read anew";
    AT_MOST = "At most";
    WORDS = "words";
    PUT_BACK = "Put back";
    TAKE_OUT_AGAIN = "Take out again";
    DESK_SEARCHING = "The search did not work";
    DESK_EXPORTING = "The export could not be made";
    SEARCH = "Search";
    SEARCH_PLACEHOLDER = "Words in articles, claims, speakers";
    SEARCH_EMPTY = "Type a word. Arrow keys choose, Enter opens, Esc closes.";
    SEARCH_NONE = "Not found in these articles.";
    EXPORT = "Export";
    EXPORT_WAIT = "Drop articles first.";
    ABOUT = "About";
    UNDO = "Undo";
    REDO = "Redo";
    SUMMARY = "Summary";
    SUMMARY_LENGTH = "Sentences in the summary";
    SHORTER = "One sentence fewer";
    LONGER = "One sentence more";
    NO_SUMMARY = "Too little running text for a summary.";
    SUMMARY_GENERAL = "This article is not in English. Its sentences are ranked by place, shared words and length alone.";
    PUT_IN = "Put in by Nutgraf; not in the article.";
    COPY = "Copy";
    COPIED = "Copied.";
    WHY = "why";
    CLAIMS = "Claims";
    ALL_CLAIMS = "All claims";
    CLAIMS_TABLE_LINK = "as a table";
    ALL_SPEAKERS = "All speakers";
    NOT_NAMED = "speaker not named";
    THE_ARTICLE = "the article itself";
    THE_SAME = "the same";
    BY_AUTHOR = "the article's own";
    SHOW_IN_TEXT = "Show in text";
    SHOW = "show";
    HIDE = "hide";
    DATE_NOT_STATED = "date not stated";
    OUTLET_NOT_STATED = "outlet not stated";
    TITLE_NOT_STATED = "title not stated";
    NO_BYLINE = "no byline";
    SET_BY_YOU = "set by you";
    EDIT = "Set";
    SAVE = "Save";
    DETAILS = "Details";
    WARNINGS = "Notes on the reading";
    OPEN_FAILED = "This article could not be opened.";
    PICK_ARTICLE = "Choose an article from the list.";
    AGREEMENTS = "Agreements";
    CONFLICTS = "Conflicts";
    COPIES = "Shared text";
    SPEAKERS = "Speakers";
    TIMELINE = "Timeline";
    JOINT_SUMMARY = "Joint summary";
    COMPARE_WAIT = "Comparing…";
    COMPARE_TWO = "Two articles or more are needed to compare.";
    NO_AGREEMENTS = "No claim was found in more than one of these articles.";
    NO_CONFLICTS = "No passages were found that differ on a number, date, place, role or wording. That does not mean that there are none.";
    NO_COPIES = "No longer passages are shared between these articles.";
    NO_SPEAKERS = "Nobody is reported to have said something in these articles.";
    NO_TIMELINE = "No dated passages were found.";
    AGREEMENTS_LEAD = "Claims that more than one article makes, and whom they go back to. Two articles that quote one speaker are one origin.";
    CONFLICTS_LEAD = "Passages that differ on the same point. Which of them is right is not said here.";
    COPIES_LEAD = "Articles that share their wording, for example one agency text in two papers.";
    SPEAKERS_LEAD = "What each person or body is reported to have said, over all articles.";
    TIMELINE_LEAD = "Passages with a date, earliest first.";
    INDEXING = "Collecting claims…";
    SPEAKER = "Speaker";
    CUE = "Cue";
    CONTENT = "Claim";
    QUOTATION = "Wording";
    CERTAINTY = "Certainty";
    VIA = "Via";
    ARTICLE = "Article";
    DATE = "Date";
    PASSAGE = "Passage";
    KIND = "Kind";
    KIND_ALL = "All kinds";
    KIND_QUOTE = "Quotes";
    KIND_PARAPHRASE = "Paraphrases";
    KIND_AUTHOR = "The author's own";
    ALL_ARTICLES = "All articles";
    NO_ROWS = "No claim fits this choice.";
    SHOW_ALL_CLAIMS = "Show all claims";
    NO_NAME_FITS = "No name fits.";
    HOW_SAID_AS = "in the text:";
    PRINT_REMOVED = "Taken out of the page";
    PRINT_PART = "These are the claims in sight when this was printed. Export, HTML or CSV, gives all.";
    PRINT_SOURCE = "Source";
    COPY_ADDRESS = "Copy address";
}

/// A number as it is read: "65,000".
pub(in crate::app) fn number(n: usize) -> String {
    let digits = n.to_string();
    let comma = |(i, digit): (usize, char)| {
        let is_group = i > 0 && (digits.len() - i).is_multiple_of(3);
        is_group.then_some(',').into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(comma).collect()
}

/// "1 claim", "2 claims".
pub(in crate::app) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

pub(in crate::app) fn claims(n: usize) -> String {
    count(n, "claim", "claims")
}

/// What a comparison found.
pub(in crate::app) fn compared(agreements: usize, conflicts: usize) -> String {
    let agreements = count(agreements, "agreement", "agreements");
    format!("Compared: {agreements}, {}", count(conflicts, "conflict", "conflicts"))
}

pub(in crate::app) fn articles(n: usize) -> String {
    count(n, "article", "articles")
}

pub(in crate::app) fn remove(name: &str) -> String {
    format!("Remove {name}")
}

pub(in crate::app) fn removed(name: &str) -> String {
    format!("{name} removed.")
}

pub(in crate::app) fn n_of_sentences(n: usize, all: usize) -> String {
    format!("{n} of {}", count(all, "sentence", "sentences"))
}

pub(in crate::app) fn n_words(n: usize) -> String {
    count(n, "word", "words")
}

/// What stands in the article where the summary has "[…]".
pub(in crate::app) fn left_out(words: &str) -> String {
    format!("Left out here: {words}")
}

/// Where a copied summary is from. `put_in`: names stand in brackets that are not the article's.
pub(in crate::app) fn summary_source(n: usize, put_in: bool) -> String {
    let (n, note) = (count(n, "sentence", "sentences"), "; names in brackets are put in");
    let note = if put_in { note } else { "" };
    format!("Summary of {n} by Nutgraf, the article's own sentences{note}")
}

/// How many other articles say the same.
pub(in crate::app) fn also_in(n: usize) -> String {
    format!("also in {}", count(n, "other article", "other articles"))
}

pub(in crate::app) fn furniture(n: usize) -> String {
    format!("{} of site furniture taken out", count(n, "piece", "pieces"))
}

pub(in crate::app) fn furniture_back(n: usize) -> String {
    format!("{n} put back")
}

pub(in crate::app) fn more(n: usize) -> String {
    format!("{} more", number(n))
}

/// How many names fit what was typed.
pub(in crate::app) fn names_fit(n: usize) -> String {
    if n == 1 { "1 name fits".to_owned() } else { format!("{} names fit", number(n)) }
}

pub(in crate::app) fn more_names(n: usize) -> String {
    format!("{} more: type to find them", number(n))
}

pub(in crate::app) fn hits(shown: usize, total: u32) -> String {
    format!("{} of {} found", number(shown), number(total as usize))
}

pub(in crate::app) fn origins(articles: usize, origins: &str, n_origins: usize) -> String {
    format!("{} · {}: {origins}", self::articles(articles), count(n_origins, "origin", "origins"))
}

pub(in crate::app) fn overlap(share: f64, articles: usize) -> String {
    format!("{} share {:.0} % of the shorter one's words", self::articles(articles), share * 100.0)
}

pub(in crate::app) fn indexed(done: usize, all: usize) -> String {
    format!("{INDEXING} {} of {}", number(done), articles(all))
}

pub(in crate::app) fn exported(name: &str) -> String {
    format!("{name} is in your downloads.")
}

/// The authors, or that none is named.
pub(in crate::app) fn bylines(names: &[String]) -> String {
    if names.is_empty() { NO_BYLINE.to_owned() } else { names.join(", ") }
}

pub(in crate::app) fn words(n: usize) -> String {
    count(n, "word", "words")
}

/// The exports on offer: format, name, what it is for.
pub(in crate::app) const EXPORTS: &[(&str, &str, &str)] = &[
    ("json", "JSON report", "drop it here to go on"),
    ("csv", "CSV", "a row for each claim"),
    ("markdown", "Markdown", "to read and to paste"),
    ("html", "HTML", "to print and to hand over"),
    ("annotations", "Annotations", "W3C Web Annotation"),
];

/// The keys that open the search.
pub(in crate::app) fn search_keys(is_mac: bool) -> &'static str {
    if is_mac { "⌘K" } else { "Ctrl K" }
}

/// Why an article in the language of that code has no claims.
pub(in crate::app) fn no_claims(code: &str) -> &'static str {
    match code {
        "" | "en" => "No claims were found in this article.",
        _ => "Claims are found in English articles only. The summary works in other languages too.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(
            [0, 999, 1_000, 65_000, 1_234_567].map(number),
            ["0", "999", "1,000", "65,000", "1,234,567"]
        );
    }
}
