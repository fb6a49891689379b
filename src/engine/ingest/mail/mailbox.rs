//! Mailboxes in the manner of Unix: mails one after the other, each after a line "From …".
//!
//! Read as "mboxrd" is written: a line of the mail that begins with ">"s and "From " has lost one
//! ">". Lengths that mails state of themselves are not believed.

use std::borrow::Cow;

/// The mails of a mailbox, in order.
pub(super) fn mails(bytes: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let mut rest = bytes;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let head = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |at| at + 1);
            let end = next_mail(rest, head);
            let mail = &rest[head..end];
            rest = &rest[end..];
            if !mail.trim_ascii().is_empty() {
                return Some(unquoted(mail));
            }
        }
        None
    })
}

/// Where the mail after `from` begins, or the end.
fn next_mail(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    let mut after_blank = false;
    for line in bytes[from..].split_inclusive(|&b| b == b'\n') {
        if after_blank && begins_mail(line) && begins_fields(&bytes[at + line.len()..]) {
            return at;
        }
        after_blank = line.iter().all(u8::is_ascii_whitespace);
        at += line.len();
    }
    bytes.len()
}

/// "From jane@example.org Tue Mar  3 09:15:00 2026": a time of day and a year.
fn begins_mail(line: &[u8]) -> bool {
    let is_time = |w: &[u8]| {
        w.len() == 5 && w[2] == b':' && [0, 1, 3, 4].iter().all(|&i| w[i].is_ascii_digit())
    };
    let is_year = |w: &[u8]| {
        (w.starts_with(b"19") || w.starts_with(b"20")) && w.iter().all(u8::is_ascii_digit)
    };
    line.len() < 500
        && line.starts_with(b"From ")
        && line.windows(5).any(is_time)
        && line.windows(4).any(is_year)
}

/// A header field follows at once.
fn begins_fields(bytes: &[u8]) -> bool {
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or(&[]);
    let name = line.split(|&b| b == b':').next().unwrap_or(&[]);
    !name.is_empty() && name.len() < line.len() && name.iter().all(|b| b.is_ascii_graphic())
}

/// `mail` as it was before it went into the mailbox.
fn unquoted(mail: &[u8]) -> Cow<'_, [u8]> {
    // A mailbox has one empty line after each mail.
    let mail = mail.strip_suffix(b"\n").unwrap_or(mail);
    let mail = mail.strip_suffix(b"\r").unwrap_or(mail);
    let is_quoted = |line: &[u8]| {
        line.first() == Some(&b'>')
            && line[line.iter().take_while(|&&b| b == b'>').count()..].starts_with(b"From ")
    };
    if !mail.split(|&b| b == b'\n').any(is_quoted) {
        return Cow::Borrowed(mail);
    }
    let mut plain = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|&b| b == b'\n') {
        plain.extend_from_slice(if is_quoted(line) { &line[1..] } else { line });
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_mails_only() {
        let mailbox = b"From a@b.example Tue Mar  3 09:15:00 2026\nSubject: one\n\n\
            It came\n\nFrom the mayor, at 10:15 in 2026, we heard nothing.\n>From here on\n>>From now\n\n\
            From - Tue Mar  3 09:15:00 2026\r\nSubject: two\r\n\r\ntwo\r\n\r\n";
        let mails: Vec<_> =
            mails(mailbox).map(|mail| String::from_utf8(mail.into_owned()).unwrap()).collect();
        assert_eq!(mails.len(), 2, "{mails:?}");
        assert!(mails[0].ends_with("we heard nothing.\nFrom here on\n>From now\n"), "{}", mails[0]);
        assert_eq!(mails[1], "Subject: two\r\n\r\ntwo\r\n");
    }
}
