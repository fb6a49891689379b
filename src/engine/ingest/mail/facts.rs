//! What a mail's header says of its article: subject, sender, date, list.

use mail_parser::{Addr, DateTime, HeaderName};

use crate::engine::ingest::html_metadata::squeeze;
use crate::engine::ingest::mime::Fields;
use crate::engine::ingest::{SourceMetadata, byline};

/// Signs of an answer and of a mail that is passed on, as programs write them before a subject.
const ANSWERS: [&str; 6] = ["re", "aw", "sv", "antw", "réf", "rif"];
const PASSED_ON: [&str; 7] = ["fwd", "fw", "wg", "tr", "rv", "enc", "doorst"];

/// The subject without "Re:" and "Fwd:".
pub(super) fn subject(fields: &Fields) -> Option<String> {
    let subject = fields.message()?.subject()?;
    let plain = plain_subject(subject);
    (!plain.is_empty()).then_some(plain)
}

/// `subject` without signs of answers and of passing on.
pub(super) fn plain_subject(subject: &str) -> String {
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = subject.as_str();
    while let Some((_, after)) = sign(rest) {
        rest = after;
    }
    rest.to_owned()
}

/// The sign before a subject, in lower case, and what follows.
fn sign(subject: &str) -> Option<(String, &str)> {
    let (sign, rest) = subject.split_once(':')?;
    let bare = sign.trim().split(['[', '(']).next()?.to_lowercase();
    let known = ANSWERS.iter().chain(&PASSED_ON).any(|known| *known == bare);
    known.then(|| (bare, rest.trim_start()))
}

/// The mail says of itself that it answers another.
pub(super) fn is_answer(fields: &Fields) -> bool {
    let subject = fields.message().and_then(|m| m.subject()).unwrap_or("");
    let signed = sign(subject).map(|(sign, _)| ANSWERS.contains(&sign.as_str()));
    signed.unwrap_or_else(|| {
        fields.text(HeaderName::InReplyTo).is_some()
            || fields.text(HeaderName::References).is_some()
    })
}

/// The mail says of itself that it passes another on.
pub(super) fn is_passed_on(fields: &Fields) -> bool {
    let subject = fields.message().and_then(|m| m.subject()).unwrap_or("");
    sign(subject).is_some_and(|(sign, _)| PASSED_ON.contains(&sign.as_str()))
}

/// What the header says of the article.
pub(super) fn metadata(fields: &Fields) -> SourceMetadata {
    let mut metadata = SourceMetadata { title: subject(fields), ..SourceMetadata::default() };
    let Some(message) = fields.message() else { return metadata };
    metadata.published = message.date().and_then(iso);
    if let Some(sender) = message.from().and_then(|from| from.first()) {
        set_sender(&mut metadata, sender.name().unwrap_or(""), sender.address().unwrap_or(""));
    }
    if metadata.outlet.is_none() {
        metadata.outlet = fields.text(HeaderName::Organization).map(squeeze);
    }
    if metadata.outlet.is_none() {
        metadata.outlet = message.list_id().as_address().and_then(|id| list_name(id.first()?));
    }
    let language = message.header(HeaderName::ContentLanguage).and_then(|value| {
        value.as_text().or_else(|| value.as_text_list()?.first().map(|tag| &**tag))
    });
    metadata.language = language.map(squeeze).filter(|tag| !tag.is_empty());
    metadata
}

/// The sender as author or as outlet: a person writes, an office sends.
pub(super) fn set_sender(metadata: &mut SourceMetadata, name: &str, address: &str) {
    let name = squeeze(name.trim_matches(['"', '\'', ' ']));
    let (box_name, domain) = address.trim().rsplit_once('@').unwrap_or(("", ""));
    let (person, office) = match [" via ", " at ", " from ", " | ", ", ", " (", " - ", " – "]
        .iter()
        .find_map(|glue| name.split_once(glue))
    {
        Some((person, office)) if is_person(person) => (person, office.trim_end_matches(')')),
        _ if is_person(&name) && !is_office_box(box_name) => (name.as_str(), ""),
        _ if !name.is_empty() && !name.contains('@') => ("", name.as_str()),
        _ if is_office_box(box_name) => ("", domain),
        _ => ("", ""),
    };
    if !person.is_empty() {
        metadata.bylines = vec![person.to_owned()];
    }
    if !office.is_empty() {
        metadata.outlet = Some(office.trim().to_owned());
    }
}

/// Two to four words that are a name and no office's.
fn is_person(name: &str) -> bool {
    const OF_OFFICES: [&str; 44] = [
        "the",
        "press",
        "news",
        "newsletter",
        "newsroom",
        "office",
        "media",
        "team",
        "daily",
        "weekly",
        "morning",
        "evening",
        "briefing",
        "editor",
        "editors",
        "editorial",
        "bulletin",
        "digest",
        "alert",
        "alerts",
        "update",
        "updates",
        "communications",
        "relations",
        "service",
        "agency",
        "ministry",
        "department",
        "council",
        "city",
        "university",
        "institute",
        "times",
        "post",
        "herald",
        "gazette",
        "tribune",
        "journal",
        "review",
        "report",
        "list",
        "group",
        "association",
        "desk",
    ];
    let n_words = name.split_whitespace().count();
    (2..=4).contains(&n_words)
        && byline::is_name(name)
        && !name.split_whitespace().any(|word| OF_OFFICES.contains(&word.to_lowercase().as_str()))
}

/// "press@…", "newsletter@…": nobody's own address.
fn is_office_box(name: &str) -> bool {
    const BOXES: [&str; 15] = [
        "press",
        "presse",
        "news",
        "newsletter",
        "newsletters",
        "newsroom",
        "media",
        "info",
        "editor",
        "redaktion",
        "noreply",
        "no-reply",
        "communications",
        "pressoffice",
        "mailer",
    ];
    let name = name.to_ascii_lowercase();
    BOXES.iter().any(|known| {
        name == *known
            || name.strip_prefix(known).is_some_and(|rest| rest.starts_with(['.', '-', '_', '+']))
    })
}

/// "Harbour Post Daily" of "Harbour Post Daily <daily.post.example>".
fn list_name(id: &Addr<'_>) -> Option<String> {
    let name = squeeze(id.name()?.trim_matches('"'));
    (!name.is_empty() && name.chars().any(char::is_alphabetic)).then_some(name)
}

/// A date of a header, ISO 8601 with its offset.
pub(super) fn iso(date: &DateTime) -> Option<String> {
    let fits = date.is_valid() && (1970..3000).contains(&date.year);
    fits.then(|| date.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(name: &str, address: &str) -> (String, String) {
        let mut metadata = SourceMetadata::default();
        set_sender(&mut metadata, name, address);
        (metadata.bylines.join("+"), metadata.outlet.unwrap_or_default())
    }

    #[test]
    fn tells_authors_from_offices() {
        let of = |name, address| sender(name, address);
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(of("Jane Doe", "jane@post.example"), pair("Jane Doe", ""));
        assert_eq!(of("Jane Doe, Harbour Post", "j@p.example"), pair("Jane Doe", "Harbour Post"));
        assert_eq!(of("Jane Doe via Substack", "j@p.example"), pair("Jane Doe", "Substack"));
        assert_eq!(of("Harbour Post", "news@p.example"), pair("", "Harbour Post"));
        assert_eq!(of("City Press Office", "x@city.example"), pair("", "City Press Office"));
        assert_eq!(of("", "press@city.example"), pair("", "city.example"));
        assert_eq!(of("", "jane@city.example"), pair("", ""));
    }

    #[test]
    fn takes_signs_off_subjects() {
        assert_eq!(plain_subject("Re: AW: Fwd[2]: Bridge:  open at last"), "Bridge: open at last");
        assert_eq!(plain_subject("Budget: what it says"), "Budget: what it says");
    }
}
