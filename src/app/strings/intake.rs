//! The words on files: taking them in, reading them, and what went wrong.

use super::{count, number};

strings! {
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
    ADD = "Add";
    CLEAR_ALL = "Clear all";
    CLEAR_HINT = "Corrections that were not exported are lost. The files on your disk stay as they are.";
    KEEP = "Keep them";
    RETRY_ALL = "Retry those that were not read";
    CANCEL = "Cancel";
    WAITING = "waiting";
    CANCELLED = "cancelled";
    NO_ARTICLE = "no article in it";
    REASON_CANCELLED = "reading was cancelled";
    NOT_READ_FROM_DISK = "could not be read from the disk. It may have been moved or changed: drop it again";
    BUILD_DIFFERS = "the page and its engine are of different builds. Download the file anew";
    FOLDER_ON_DISK = "This browser does not read dropped folders on a page that was opened from disk. Use “Choose a folder”.";
    FOLDER_FAILED = "The dropped folder could not be read whole. Use “Choose a folder”.";
    WAITING_TITLE = "Reading your files";
    WAITING_HINT = "The first article opens here as soon as it is read.";
    NOTHING_READ = "None of the files could be read";
    NOTHING_READ_HINT = "The list says why for each. Saved web pages (HTML, MHTML), PDF with text in it, DOCX, ODT, RTF, EPUB, e-mail, feeds, JSON, CSV, Markdown and plain text can be read, alone, in folders and in zip archives.";
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

pub(in crate::app) fn reading_percent(percent: u32) -> String {
    format!("reading… {percent} %")
}

pub(in crate::app) fn progress(done: usize, total: usize) -> String {
    format!("Read {} of {}", number(done), count(total, "file", "files"))
}

pub(in crate::app) fn all_read(articles: usize, failed: usize, cancelled: usize) -> String {
    let mut text = format!("{} read", super::articles(articles));
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

pub(in crate::app) fn retry(name: &str) -> String {
    format!("Retry {name}")
}

pub(in crate::app) fn clear_question(n: usize) -> String {
    format!("Clear {}?", count(n, "entry", "entries"))
}

pub(in crate::app) fn pasted_name(n: u32) -> String {
    format!("pasted text {n}.txt")
}
