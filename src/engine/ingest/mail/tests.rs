//! Whole mails through [`super::each`] and [`super::each_of_mailbox`].

use std::ops::ControlFlow;

use super::IngestError;
use crate::engine::ingest::{Body, Entry, Input, Readers, Sink, SourceDocument, ingest_each};

#[derive(Default)]
struct All(Vec<Entry>);

impl Sink for All {
    fn take(&mut self, entry: Entry) -> ControlFlow<()> {
        self.0.push(entry);
        ControlFlow::Continue(())
    }
}

fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut all = All::default();
    ingest_each(Input::named("m.eml", bytes), Readers::default(), &mut all);
    all.0
}

fn text(source: &SourceDocument) -> String {
    match &source.body {
        Body::Plain(text) | Body::Verbatim(text) => text.clone(),
        body => body.texts().into_iter().map(str::trim).collect::<Vec<_>>().join("¶"),
    }
}

/// Path and text of every part, or why it failed.
fn parts(mail: &str) -> Vec<String> {
    let show = |entry: Entry| match &entry.outcome {
        Ok(source) => format!("{}: {}", entry.path, text(source)),
        Err(error) => format!("{}! {error}", entry.path),
    };
    entries(mail.as_bytes()).into_iter().map(show).collect()
}

const HEAD: &str = "From: Jane Doe <jane@post.example>\nTo: all@post.example\nSubject: Re: Bridge: open\n\
    Date: Tue, 3 Mar 2026 09:15:00 +0100\nMessage-ID: <1@post.example>\nMIME-Version: 1.0\n";

#[test]
fn reads_text_and_header() {
    let mail = format!(
        "{HEAD}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=E9 opened.\n"
    );
    let found = entries(mail.as_bytes());
    let source = found[0].outcome.as_ref().unwrap();
    assert_eq!(found[0].path, "m.eml/Bridge open");
    assert_eq!(text(source), "The café opened.");
    assert_eq!(source.file.encoding, "windows-1252");
    assert_eq!(source.metadata.title.as_deref(), Some("Bridge: open"));
    assert_eq!(source.metadata.bylines, ["Jane Doe"]);
    assert_eq!(source.metadata.published.as_deref(), Some("2026-03-03T09:15:00+01:00"));
}

#[test]
fn takes_html_of_two_forms_without_what_is_hidden() {
    let mail = format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nSee the page.\n\
        --x\nContent-Type: text/html; charset=utf-8\n\n<div style=\"DISPLAY: none\">Preview</div><table><tr><td>One.</td></tr><tr><td><p>Two.</p></td></tr></table>\n--x--\n"
    );
    assert_eq!(parts(&mail), ["m.eml/Bridge open: One.¶Two."]);
    let stub = mail
        .replace("See the page.", "The bridge opened, the mayor said, and all were glad of it.");
    assert_eq!(
        parts(&stub),
        ["m.eml/Bridge open: The bridge opened, the mayor said, and all were glad of it."]
    );
}

#[test]
fn hands_over_attachments_and_skips_what_is_none() {
    let mail = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=x\n\n--x\n\nText.\n\
        --x\nContent-Type: text/plain; name=\"../a.txt\"\nContent-Disposition: attachment; filename=\"../a.txt\"\n\nAttached.\n\
        --x\nContent-Type: image/png\nContent-ID: <p@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\
        --x\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n\
        --x\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN\n\
        --x\nContent-Type: message/rfc822\n\nSubject: Inner\nFrom: press@city.example\n\nInside.\n\
        --x\nContent-Type: application/octet-stream; name=b.bin\nContent-Transfer-Encoding: base64\n\nAAECAwQFBgcICQ==\n--x--\n"
    );
    let expected = [
        "m.eml/Bridge open: Text.",
        "m.eml/a.txt: Attached.",
        "m.eml/attached mail/Inner: Inside.",
        "m.eml/b.bin! this is not a text file, and no known document format",
    ];
    assert_eq!(parts(&mail), expected);
}

#[test]
fn says_that_a_mail_is_locked() {
    let locked = |mail: String| parts(&mail)[0].contains("encrypted mail is locked");
    assert!(locked(format!(
        "{HEAD}Content-Type: multipart/encrypted; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--x--\n"
    )));
    assert!(locked(format!(
        "{HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    )));
    assert!(locked(format!(
        "{HEAD}\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    )));
}

#[test]
fn reads_every_mail_of_a_mailbox() {
    let mailbox = "From a@b.example Tue Mar  3 09:15:00 2026\nSubject: One\nMessage-ID: <1>\n\nFirst.\n\n>From here.\n\nFrom a@b.example Tue Mar  3 09:16:00 2026\nSubject: One\nContent-Type: application/pkcs7-mime\n\nx\n\nFrom a@b.example Tue Mar  3 09:16:00 2026\nSubject: Two\nContent-Length: 100000\n\nSecond.\n";
    let expected = [
        "m.eml/One/One: First.\n\nFrom here.",
        "m.eml/One (2)! the encrypted mail is locked with a password; unlock it and drop it again",
        "m.eml/Two/Two: Second.",
    ];
    assert_eq!(parts(mailbox), expected);
}

#[test]
fn reads_a_mail_that_apple_saved() {
    let mail = format!("{HEAD}\nThe bridge opened.\n");
    let saved =
        format!("{:<10}\n{mail}<?xml version=\"1.0\"?>\n<plist><dict/></plist>\n", mail.len());
    assert_eq!(parts(&saved), ["m.eml/Bridge open: The bridge opened."]);
}

#[test]
fn ends_in_bottomless_mails() {
    let mail = format!("{HEAD}{}end", "Content-Type: message/rfc822\n\n".repeat(100_000));
    assert!(parts(&mail).iter().any(|part| part.contains("more than")));
}

#[test]
fn what_is_passed_on_gives_title_and_sender() {
    let mail = format!(
        "{}\nFYI\n\n---------- Forwarded message ---------\nFrom: City Press Office <press@city.example>\nDate: Mon, 2 Mar 2026 at 08:00\nSubject: Bridge reopens\nTo: <jane@post.example>\n\nThe bridge reopens.\n",
        HEAD.replace("Re: Bridge: open", "Fwd: Bridge reopens")
    );
    let found = entries(mail.as_bytes());
    let source = found[0].outcome.as_ref().unwrap();
    assert_eq!(text(source), "FYI\n\n\nThe bridge reopens.");
    assert_eq!(source.metadata.outlet.as_deref(), Some("City Press Office"));
    assert_eq!(source.metadata.bylines, [""; 0]);
    assert_eq!(source.metadata.published.as_deref(), Some("2026-03-02T08:00:00"));
    assert_eq!(source.warnings, []);
}

#[test]
fn an_empty_mail_says_so() {
    let found = entries(format!("{HEAD}\n\n").as_bytes());
    assert_eq!(found[0].outcome, Err(IngestError::Empty));
}
