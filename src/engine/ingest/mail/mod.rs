//! Mails and mailboxes: the text of a mail is an article, what is attached is read as files are.
//!
//! A mail is mostly here because somebody was sent an article: a newsletter, a press release, a
//! story passed on. So the text that is passed on stays and gives the title, the sender and the
//! date, while an answer goes without the mails that it quotes and without signatures, if words
//! of its own are left. How many lines were left out stands in the warnings.

mod body;
mod facts;
mod forward;
mod mailbox;
mod page;
mod plain;

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::container::{Part, Visit};
use super::limits::Budget;
use super::mime::{self, Fields, Leaf};
use super::part_name::{self, PartNames};
use super::{Format, IngestError};

/// Hands over the text of a mail, then its attachments.
pub(super) fn each(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let _ = read(without_length(bytes), "", budget, visit)?;
    Ok(())
}

/// Hands over the parts of every mail of a mailbox.
pub(super) fn each_of_mailbox(
    bytes: &[u8],
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<(), IngestError> {
    let mut names = PartNames::default();
    for mail in mailbox::mails(bytes) {
        budget.entry()?;
        let (fields, _) = mime::split(&mail);
        let folder = names.give(facts::subject(&fields).as_deref(), "mail");
        match read(&mail, &folder, budget, visit) {
            Ok(ControlFlow::Break(())) => break,
            Ok(ControlFlow::Continue(())) => {}
            Err(error @ IngestError::TooManyEntries { .. }) => return Err(error),
            Err(error) => {
                let failure = Part::Failure { bytes: Some(mail.len() as u64), error };
                if visit.wants(&folder) && visit.part(budget, &folder, failure).is_break() {
                    break;
                }
            }
        }
    }
    Ok(())
}

/// `bytes` without the line that Apple's Mail puts before a mail: its length in bytes.
pub(super) fn without_length(bytes: &[u8]) -> &[u8] {
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or(&[]);
    let digits = line.trim_ascii();
    let is_length = (1..=10).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && line.len() < 20;
    if !is_length || bytes.len() <= line.len() {
        return bytes;
    }
    let rest = &bytes[line.len() + 1..];
    // What follows the mail is a list of properties in XML.
    let length = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<usize>().ok());
    let end = length.filter(|&end| end <= rest.len()).unwrap_or(rest.len());
    &rest[..end]
}

/// Hands over the parts of the mail `bytes` in the folder `folder`.
fn read(
    bytes: &[u8],
    folder: &str,
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<ControlFlow<()>, IngestError> {
    let leaves = mime::leaves(bytes, budget)?;
    let (fields, _) = mime::split(bytes);
    check_locked(&fields, &leaves)?;
    let mut names = PartNames::default();
    let at =
        |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let mut texts = body::texts(&leaves);
    texts.retain(|&i| !leaves[i].body.trim_ascii().is_empty());
    let attached =
        leaves.iter().enumerate().filter(|(i, leaf)| !texts.contains(i) && is_file(leaf));
    let attached: Vec<&Leaf<'_>> = attached.map(|(_, leaf)| leaf).collect();
    if !texts.is_empty() || attached.is_empty() {
        let path = at(&names.give(facts::subject(&fields).as_deref(), "mail"));
        if visit.wants(&path) {
            let texts: Vec<&Leaf<'_>> = texts.iter().map(|&i| &leaves[i]).collect();
            let n_pictures = n_pictures(&leaves);
            let part = match body::read(&fields, &texts) {
                Ok(mut reading) => {
                    reading.warnings.extend(body::pictures_warning(n_pictures));
                    Part::Article { bytes, format: Format::Mail, reading }
                }
                Err(IngestError::Empty) if n_pictures > 0 => Part::Failure {
                    bytes: Some(bytes.len() as u64),
                    error: IngestError::Scan("mail"),
                },
                Err(error) => Part::Failure { bytes: Some(bytes.len() as u64), error },
            };
            if visit.part(budget, &path, part).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    for leaf in attached {
        if attachment(leaf, &at, &mut names, budget, visit)?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// Hands over an attached file, or the parts of an attached mail.
fn attachment(
    leaf: &Leaf<'_>,
    at: &dyn Fn(&str) -> String,
    names: &mut PartNames,
    budget: &mut Budget,
    visit: &mut dyn Visit,
) -> Result<ControlFlow<()>, IngestError> {
    let stated = leaf.fields.file_name().map(part_name::safe);
    if leaf.kind.starts_with("message/") {
        let bytes = leaf.fields.unfold(leaf.body);
        let folder = at(&names.give(stated.as_deref(), "attached mail"));
        let outcome = match budget.enter() {
            Ok(()) => {
                let outcome = read(&bytes, &folder, budget, visit);
                budget.leave();
                outcome
            }
            Err(error) => Err(error),
        };
        return match outcome {
            Err(error) if !matches!(error, IngestError::TooManyEntries { .. }) => {
                let failure = Part::Failure { bytes: Some(bytes.len() as u64), error };
                let wanted = visit.wants(&folder);
                Ok(if wanted {
                    visit.part(budget, &folder, failure)
                } else {
                    ControlFlow::Continue(())
                })
            }
            outcome => outcome,
        };
    }
    let path = at(&names.give(stated.as_deref(), "attachment"));
    if !visit.wants(&path) {
        return Ok(ControlFlow::Continue(()));
    }
    let bytes: Cow<'_, [u8]> = leaf.fields.unfold(leaf.body);
    let part = match leaf.kind.as_str() {
        "application/ms-tnef" | "application/vnd.ms-tnef" => Part::Failure {
            bytes: Some(bytes.len() as u64),
            error: IngestError::NotSupported("Outlook winmail.dat"),
        },
        _ => Part::File(&bytes),
    };
    Ok(visit.part(budget, &path, part))
}

/// Pictures that are attached, and not shown in the text.
fn n_pictures(leaves: &[Leaf<'_>]) -> usize {
    let is_attached = |leaf: &&Leaf<'_>| {
        leaf.kind.starts_with("image/")
            && !leaf.related
            && leaf.fields.id().is_none()
            && leaf.fields.is_attachment()
    };
    leaves.iter().filter(is_attached).count()
}

/// True for what is attached to be read: no pictures, signatures, calendars and cards, no other
/// form of the text, no notes of mail programs to each other.
fn is_file(leaf: &Leaf<'_>) -> bool {
    const OF_PROGRAMS: [&str; 16] = [
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pgp-encrypted",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/ics",
        "text/calendar",
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "text/rfc822-headers",
        "text/x-amp-html",
        "message/delivery-status",
        "message/disposition-notification",
        "message/external-body",
        "message/partial",
    ];
    const ENDINGS: [&str; 7] = [".ics", ".vcf", ".p7s", ".p7c", ".asc", ".sig", ".amp"];
    let name = leaf.fields.file_name().unwrap_or("").to_ascii_lowercase();
    let is_text = matches!(leaf.kind.as_str(), "text/plain" | "text/html" | "text/enriched");
    !(OF_PROGRAMS.contains(&leaf.kind.as_str())
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
        || leaf.kind.starts_with("image/")
        || is_text && name.is_empty() && !leaf.fields.is_attachment()
        || leaf.body.trim_ascii().is_empty())
}

/// Mails that only their receiver's key opens.
fn check_locked(fields: &Fields, leaves: &[Leaf<'_>]) -> Result<(), IngestError> {
    let is_pkcs7 =
        |kind: &str| matches!(kind, "application/pkcs7-mime" | "application/x-pkcs7-mime");
    let sealed = |leaf: &Leaf<'_>| {
        is_pkcs7(&leaf.kind)
            && leaf.fields.parameter("smime-type").is_none_or(|kind| !kind.starts_with("signed"))
    };
    let armoured = |leaf: &Leaf<'_>| {
        leaf.kind == "text/plain"
            && leaf.body.trim_ascii_start().starts_with(b"-----BEGIN PGP MESSAGE-----")
    };
    if fields.kind() == "multipart/encrypted"
        || leaves.iter().any(|leaf| leaf.kind == "application/pgp-encrypted" || sealed(leaf))
        || leaves.first().is_some_and(armoured)
    {
        return Err(IngestError::Locked("encrypted mail"));
    }
    if leaves.iter().any(|leaf| is_pkcs7(&leaf.kind)) {
        return Err(IngestError::NotSupported("mail sealed by its signature (S/MIME)"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
