//! Every word that the page says, in one place, so that it can be said in another language.
//!
//! Plain words; no verdicts; what happened, to which file, what to do.

use crate::report::{BlockKind, ConflictKind, GenreLabel, OriginKind, Quotation};

macro_rules! strings {
    ($($name:ident = $text:literal;)+) => { $(pub(in crate::app) const $name: &str = $text;)+ };
}

mod date;
mod edits;
mod shared;
pub(in crate::app) use date::date;
pub(in crate::app) use edits::*;
pub(in crate::app) use shared::*;

strings! {
    NAME = "Nutgraf";
    NOTHING_LEAVES = "Nothing you drop here leaves this page.";
    HOW_TO_CHECK = "How to check";
    SKIP = "Skip to the text";
    WHAT_IT_DOES = "Who claims what, in whose words, and where the articles agree or conflict.";
    START_TITLE = "Drop articles here";
    START_HOW = "Web pages, PDF, Word, e-mail, text, feeds, zip archives and more, or a Nutgraf report. As many as you like.";
    START_GET = "You get a summary of each in its own sentences, every claim with who made it, and what several articles say the same or differently.";
    CHOOSE_FILES = "Choose files";
    CHOOSE_FOLDER = "Choose a folder";
    PASTE_TEXT = "Paste text";
    TRY_EXAMPLES = "Try it with examples";
    DROP_NOW = "Let go to read these files in this page";
    PASTE_TITLE = "Paste an article";
    PASTE_LABEL = "Text of the article";
    PASTE_HINT = "Headline first, then a blank line, then the text. Nothing is sent anywhere.";
    READ_IT = "Read it";
    CLOSE = "Close";
    KEEP = "Keep them";
    ARTICLES = "Articles";
    READING = "Text";
    FINDINGS = "Findings";
    ACROSS = "Across";
    PANES = "Parts of the page";
    ADD = "Add";
    CLEAR_ALL = "Clear all";
    CLEAR_HINT = "Corrections that were not exported are lost. The files on your disk stay as they are.";
    RETRY_ALL = "Retry those that were not read";
    CANCEL = "Cancel";
    WAITING = "waiting";
    CANCELLED = "cancelled";
    NO_ARTICLE = "no article in it";
    REASON_CANCELLED = "reading was cancelled";
    NOT_READ_FROM_DISK = "could not be read from the disk. It may have been moved or changed: drop it again";
    BUILD_DIFFERS = "the page and its engine are of different builds. Download the file anew";
    DESK_HOLDING = "An article could not be taken into the comparison";
    DESK_COMPARING = "The articles could not be compared";
    DESK_RESTORING = "The article could not be read anew";
    AT_MOST = "At most";
    WORDS = "words";
    PUT_BACK = "Put back";
    TAKE_OUT_AGAIN = "Take out again";
    DESK_SEARCHING = "The search did not work";
    DESK_EXPORTING = "The export could not be made";
    FOLDER_ON_DISK = "This browser does not read dropped folders on a page that was opened from disk. Use “Choose a folder”.";
    FOLDER_FAILED = "The dropped folder could not be read whole. Use “Choose a folder”.";
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
    WAITING_TITLE = "Reading your files";
    WAITING_HINT = "The first article opens here as soon as it is read.";
    NOTHING_READ = "None of the files could be read";
    NOTHING_READ_HINT = "The list says why for each. Saved web pages (HTML, MHTML), PDF with text in it, DOCX, ODT, RTF, EPUB, e-mail, feeds, JSON, CSV, Markdown and plain text can be read, alone, in folders and in zip archives.";
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
    HOW_SAID_AS = "in the text:";
    PRIVACY_TITLE = "How to check that nothing leaves";
    PRIVACY_1 = "Unplug or switch off the network, then reload this file: everything still works.";
    PRIVACY_2 = "Press F12, open “Network”, then drop an article: no request appears.";
    PRIVACY_3 = "The file carries a policy (Content-Security-Policy, near its top) by which the browser refuses every connection from this page.";
    PRIVACY_4 = "Keep the file and compare its SHA-256 with the published one: shasum -a 256 nutgraf.html, on Windows certutil -hashfile nutgraf.html SHA256.";
    PRIVACY_5 = "Articles are held in memory only. Closing the page forgets them; exports go to your downloads.";
    ABOUT_HOW_TITLE = "How it works";
    ABOUT_HOW = "The site's furniture is taken out, sentences are ranked by what the article itself gives weight to, and words of saying lead to who claims what. The same files give the same findings on every computer.";
    ABOUT_LIMITS_TITLE = "Limits";
    ABOUT_LIMITS = "Claims are found in English only; summaries and cleaning work in other languages too. PDF, Word and e-mail are not read yet. Claims are missed and speakers mistaken at times: check against the marked text before you rely on a finding.";
    ABOUT_LICENCE = "Nutgraf is free software under the MIT licence.";
    ABOUT_OTHERS = "Works of others in this file";
    LICENCES_MISSING = "The list is part of the built file only.";
    PRINT_REMOVED = "Taken out of the page";
    PRINT_SOURCE = "Source";
    COPY_ADDRESS = "Copy address";
}

pub(in crate::app) fn start_limit(seconds: u64) -> String {
    format!("the reading engine did not start within {seconds} seconds. Reload the page")
}

pub(in crate::app) fn took_too_long(seconds: u64) -> String {
    format!("took longer than {seconds} seconds and was stopped. Retry gives it more time")
}

pub(in crate::app) fn crashed(reason: &str) -> String {
    if reason.is_empty() {
        return "the reading engine stopped on this file".to_owned();
    }
    format!("the reading engine stopped on this file ({reason})")
}

/// "1 claim", "2 claims".
pub(in crate::app) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
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

pub(in crate::app) fn reading_percent(percent: u32) -> String {
    format!("reading… {percent} %")
}

pub(in crate::app) fn progress(done: usize, total: usize) -> String {
    format!("Read {done} of {}", count(total, "file", "files"))
}

pub(in crate::app) fn all_read(articles: usize, failed: usize, cancelled: usize) -> String {
    let mut text = format!("{} read", self::articles(articles));
    if failed > 0 {
        text.push_str(&format!(" · {} not readable", count(failed, "file", "files")));
    }
    if cancelled > 0 {
        text.push_str(&format!(" · {cancelled} cancelled"));
    }
    text
}

pub(in crate::app) fn passed_over(n: usize) -> String {
    format!(
        "{} passed over: parts of saved pages, pictures or hidden files.",
        count(n, "file", "files")
    )
}

pub(in crate::app) fn remove(name: &str) -> String {
    format!("Remove {name}")
}

pub(in crate::app) fn removed(name: &str) -> String {
    format!("{name} removed.")
}

pub(in crate::app) fn retry(name: &str) -> String {
    format!("Retry {name}")
}

pub(in crate::app) fn clear_question(n: usize) -> String {
    format!("Clear {}?", count(n, "entry", "entries"))
}

pub(in crate::app) fn pasted_name(n: u32) -> String {
    format!("pasted text {n}.txt")
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
    format!("{n} more")
}

pub(in crate::app) fn hits(shown: usize, total: u32) -> String {
    format!("{shown} of {total} found")
}

pub(in crate::app) fn origins(articles: usize, origins: &str, n_origins: usize) -> String {
    format!("{} · {}: {origins}", self::articles(articles), count(n_origins, "origin", "origins"))
}

pub(in crate::app) fn overlap(share: f64, articles: usize) -> String {
    format!("{} share {:.0} % of the shorter one's words", self::articles(articles), share * 100.0)
}

pub(in crate::app) fn indexed(done: usize, all: usize) -> String {
    format!("{INDEXING} {done} of {}", articles(all))
}

pub(in crate::app) fn exported(name: &str) -> String {
    format!("{name} is in your downloads.")
}

pub(in crate::app) fn version(version: &str) -> String {
    format!("Version {version}")
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

pub(in crate::app) fn genre(label: GenreLabel, confidence: f64) -> String {
    let name = match label {
        GenreLabel::News => "report",
        GenreLabel::Opinion => "opinion",
        GenreLabel::Interview => "interview",
        GenreLabel::Live => "live blog",
        GenreLabel::Transcript => "transcript",
        GenreLabel::Release => "press release",
        GenreLabel::Other => return "kind not known".to_owned(),
    };
    if confidence >= 0.9 {
        name.to_owned()
    } else if confidence >= 0.7 {
        format!("probably {name}")
    } else {
        format!("perhaps {name}")
    }
}

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

pub(in crate::app) fn quotation(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "quote",
        Quotation::Indirect => "paraphrase",
        Quotation::Mixed => "part quote",
    }
}

pub(in crate::app) fn certainty(code: &str) -> &str {
    match code {
        "reported" => "reportedly",
        "conditional" => "on a condition",
        "required" => "must or should",
        other => other,
    }
}

/// Why a sentence was ranked as it was.
pub(in crate::app) fn because(code: &str) -> String {
    let words = match code {
        "opening" => "opens the article",
        "central" => "close to what the rest says",
        "title" => "takes up the headline",
        "names" => "names people or bodies",
        "figures" => "gives figures",
        "claim" => "holds a claim",
        "redundant" => "says again what stands above",
        "length" => "of a fitting length",
        "dependent" => "leans on the sentence before",
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

/// Why something was taken out.
pub(in crate::app) fn removal(code: &str) -> String {
    let words = match code {
        "summary_widget" => "summary box of the site",
        "navigation" => "navigation",
        "subscription" => "subscription notice",
        "social" => "share buttons",
        "legal" => "legal notice",
        "caption" => "picture caption",
        "related" => "links to other articles",
        "advertisement" => "advertisement",
        "template" => "template of the site",
        "outside" => "text of the page outside the article",
        "running_head" => "running head or page number",
        "quoted_mail" => "quoted from an earlier mail, or a signature",
        "front_matter" => "title, byline or date line",
        "author_note" => "note on the author",
        "duplicate" => "said twice",
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

pub(in crate::app) fn conflict(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Number => "Number",
        ConflictKind::Date => "Date",
        ConflictKind::Place => "Place",
        ConflictKind::Role => "Role",
        ConflictKind::Polarity => "Yes or no",
        ConflictKind::Quotation => "Wording of a quote",
    }
}

pub(in crate::app) fn origin(kind: OriginKind, name: &str) -> String {
    match kind {
        OriginKind::Speaker => name.to_owned(),
        OriginKind::Agency => format!("{name} (agency)"),
        OriginKind::Article => format!("{name} (the article itself)"),
        OriginKind::Release => format!("{name} (press release)"),
    }
}

pub(in crate::app) fn confidence(value: f64) -> &'static str {
    if value >= 0.85 {
        "likely"
    } else if value >= 0.6 {
        "probably"
    } else {
        "perhaps"
    }
}

/// Class of a block in the text.
pub(in crate::app) fn block_class(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Caption => "caption",
        BlockKind::ListItem => "item",
        BlockKind::Quote => "blockquote",
        BlockKind::Subtitle => "subtitle",
        BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph => "paragraph",
    }
}

/// Names of the metadata that a reader can set.
pub(in crate::app) fn field(field: &str) -> &'static str {
    match field {
        "title" => "Title",
        "outlet" => "Outlet",
        "published" => "Date",
        _ => "Value",
    }
}
