//! MIME: the parts of a mail or of a web archive, walked without recursion.
//!
//! Header fields and transfer encodings are read by `mail-parser`. Its tree of parts is not used:
//! it nests attached mails as deep as a file says and frees them by recursion, so that a crafted
//! mail of some kilobytes would end the program; and it does not tell which encoding it read.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, HeaderName, Message, MessageParser};

use super::IngestError;
use super::decode::{self, Decoded};
use super::limits::Budget;

/// How deep parts may lie in each other; mails of people reach five.
const DEEPEST: usize = 30;

/// The header fields of a mail or of a part.
#[derive(Debug)]
pub(super) struct Fields(Option<Message<'static>>);

impl Fields {
    /// Reads header fields, up to and with the empty line that ends them.
    fn read(bytes: &[u8]) -> Self {
        // Fields in eight bits are against the rules and common.
        let text = decode::decode(bytes)
            .map_or_else(|_| String::from_utf8_lossy(bytes), |decoded| decoded.text);
        let text = format!("{}\n\n", text.trim_end());
        Self(MessageParser::default().parse_headers(&text).map(Message::into_owned))
    }

    /// The message that the fields stand for, without its body.
    pub(super) fn message(&self) -> Option<&Message<'static>> {
        self.0.as_ref()
    }

    /// A field's text, of one that is text and nothing more.
    pub(super) fn text(&self, name: impl Into<HeaderName<'static>>) -> Option<&str> {
        let value = self.0.as_ref()?.header(name)?;
        let text = value.as_text().or_else(|| value.as_text_list()?.first().map(|t| &**t))?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    fn content_type(&self) -> Option<&ContentType<'static>> {
        self.0.as_ref()?.header(HeaderName::ContentType)?.as_content_type()
    }

    fn disposition(&self) -> Option<&ContentType<'static>> {
        self.0.as_ref()?.header(HeaderName::ContentDisposition)?.as_content_type()
    }

    /// "text/html"; what states no type is "text/plain".
    pub(super) fn kind(&self) -> String {
        match self.content_type() {
            Some(found) => {
                format!("{}/{}", found.ctype(), found.subtype().unwrap_or("")).to_ascii_lowercase()
            }
            None => "text/plain".to_owned(),
        }
    }

    /// A parameter of the type: "charset", "boundary", "format".
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.content_type()?.attribute(name)
    }

    /// True if the part says that it is no part of the text.
    pub(super) fn is_attachment(&self) -> bool {
        self.disposition().is_some_and(ContentType::is_attachment)
    }

    /// The name of the file that the part was.
    pub(super) fn file_name(&self) -> Option<&str> {
        let stated = self.disposition().and_then(|found| found.attribute("filename"));
        stated.or_else(|| self.parameter("name")).map(str::trim).filter(|name| !name.is_empty())
    }

    /// The part's id, without its angle brackets.
    pub(super) fn id(&self) -> Option<&str> {
        self.text(HeaderName::ContentId).map(|id| id.trim_matches(['<', '>']))
    }

    /// The bytes of `body` without their transfer encoding.
    pub(super) fn unfold<'a>(&self, body: &'a [u8]) -> Cow<'a, [u8]> {
        let encoding = self.text(HeaderName::ContentTransferEncoding).unwrap_or("");
        match encoding.to_ascii_lowercase().as_str() {
            "base64" => Cow::Owned(base64(body)),
            "quoted-printable" => Cow::Owned(quoted_printable(body)),
            _ => Cow::Borrowed(body),
        }
    }
}

/// A part that holds no others.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    pub(super) fields: Fields,
    /// "text/html".
    pub(super) kind: String,
    /// As it stands in the file, in its transfer encoding.
    pub(super) body: &'a [u8],
    /// Number of the outermost choice ("multipart/alternative") that it is one form of.
    pub(super) choice: Option<usize>,
    /// It belongs to a page beside it ("multipart/related").
    pub(super) related: bool,
}

impl Leaf<'_> {
    /// The part's text.
    pub(super) fn text<R>(&self, see: impl FnOnce(Decoded<'_>) -> R) -> Result<R, IngestError> {
        let bytes = self.fields.unfold(self.body);
        decode::decode_as(&bytes, self.fields.parameter("charset")).map(see)
    }
}

/// A part that is still to be looked into.
struct Open<'a> {
    bytes: &'a [u8],
    depth: usize,
    choice: Option<usize>,
    related: bool,
    /// It is in a digest, where what states no type is a mail.
    in_digest: bool,
}

/// Cuts `bytes` into header fields and body.
pub(super) fn split(bytes: &[u8]) -> (Fields, &[u8]) {
    let mut at = 0;
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        if line.iter().all(|b| matches!(b, b'\r' | b'\n')) {
            return (Fields::read(&bytes[..at]), &bytes[at + line.len()..]);
        }
        at += line.len();
    }
    (Fields::read(bytes), &[])
}

/// All parts of the message `bytes` that hold no others, in order. Attached mails are not opened.
pub(super) fn leaves<'a>(
    bytes: &'a [u8],
    budget: &mut Budget,
) -> Result<Vec<Leaf<'a>>, IngestError> {
    let mut leaves = Vec::new();
    let mut n_choices = 0;
    let mut open = vec![Open { bytes, depth: 0, choice: None, related: false, in_digest: false }];
    while let Some(Open { bytes, depth, choice, related, in_digest }) = open.pop() {
        let (fields, body) = split(bytes);
        let is_mail = in_digest && fields.content_type().is_none();
        let kind = if is_mail { "message/rfc822".to_owned() } else { fields.kind() };
        let parts = match fields.parameter("boundary") {
            Some(boundary) if kind.starts_with("multipart/") => parts(body, boundary),
            _ => Vec::new(),
        };
        if parts.is_empty() {
            // What promises parts and has none is text, as is text of a kind that is left out.
            let is_text = kind.starts_with("multipart/") || kind == "text/" || kind == "/";
            let kind = if is_text { "text/plain".to_owned() } else { kind };
            leaves.push(Leaf { fields, kind, body, choice, related });
            continue;
        }
        if depth >= DEEPEST {
            let reason = format!("its parts lie more than {DEEPEST} deep in each other");
            return Err(IngestError::Malformed { format: "mail", reason });
        }
        let choice = choice.or_else(|| {
            n_choices += usize::from(kind == "multipart/alternative");
            (kind == "multipart/alternative").then_some(n_choices)
        });
        let related = related || kind == "multipart/related";
        let in_digest = kind == "multipart/digest";
        for bytes in parts.into_iter().rev() {
            budget.entry()?;
            open.push(Open { bytes, depth: depth + 1, choice, related, in_digest });
        }
    }
    Ok(leaves)
}

/// The parts of `body`, which lines of "--" and `boundary` part. An end that is missing is the
/// body's.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut at, mut start) = (0, None);
    for line in body.split_inclusive(|&b| b == b'\n') {
        let (from, next) = (at, at + line.len());
        at = next;
        let Some(rest) = line.strip_prefix(b"--").and_then(|l| l.strip_prefix(boundary.as_bytes()))
        else {
            continue;
        };
        let ends = rest.starts_with(b"--");
        let rest = if ends { &rest[2..] } else { rest };
        if !rest.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if let Some(start) = start {
            parts.push(without_line_end(&body[start..from]));
        }
        start = (!ends).then_some(next);
        if ends {
            return parts;
        }
    }
    if let Some(start) = start.filter(|&start| start < body.len()) {
        parts.push(&body[start..]);
    }
    parts
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn base64(body: &[u8]) -> Vec<u8> {
    let is_digit = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let digits: Vec<u8> = body.iter().copied().filter(is_digit).collect();
    base64_decode(&digits).unwrap_or_default()
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    if let Some(bytes) = quoted_printable_decode(body) {
        return bytes;
    }
    // The crate gives up on an "=" that encodes nothing; it is meant as it stands.
    let mut mended = Vec::with_capacity(body.len() + 64);
    for (i, &byte) in body.iter().enumerate() {
        let rest = &body[i + 1..];
        let is_code = |rest: &[u8]| {
            rest.len() >= 2 && rest[..2].iter().all(u8::is_ascii_hexdigit)
                || rest.starts_with(b"\n")
                || rest.starts_with(b"\r\n")
        };
        mended.push(byte);
        if byte == b'=' && !is_code(rest) {
            mended.extend(b"3D");
        }
    }
    quoted_printable_decode(&mended).unwrap_or_else(|| body.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ingest::Limits;

    fn read(mail: &str) -> Vec<(String, String)> {
        let mut budget = Budget::new(Limits::default());
        let leaves = leaves(mail.as_bytes(), &mut budget).unwrap();
        let text = |leaf: &Leaf<'_>| leaf.text(|d| d.text.into_owned()).unwrap_or_default();
        leaves.iter().map(|leaf| (leaf.kind.clone(), text(leaf))).collect()
    }

    #[test]
    fn walks_parts_in_order() {
        let mail = "Content-Type: multipart/mixed; boundary=\"a\"\r\n\r\npreamble\r\n--a\r\n\
            Content-Type: multipart/alternative; boundary=ab\r\n\r\n--ab\r\n\r\nplain\r\n--ab\r\n\
            Content-Type: text/html; charset=iso-8859-1\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=E9 a=\r\nb 1=2 x\r\n--ab--\r\n\
            --a\r\nContent-Type: text/x\r\nContent-Transfer-Encoding: base64\r\n\r\neHl6\r\n--a--\r\nend";
        let expected =
            [("text/plain", "plain"), ("text/html", "<p>café ab 1=2 x"), ("text/x", "xyz")];
        let found = read(mail);
        let found: Vec<_> = found.iter().map(|(k, t)| (k.as_str(), t.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn reads_on_where_the_end_is_missing() {
        let found = read("Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n--a\n\ntwo");
        assert_eq!(found.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!(read("Content-Type: multipart/mixed; boundary=a\n\nwords")[0].1, "words");
        assert_eq!(read("")[0].1, "");
    }

    #[test]
    fn ends_in_bottomless_mails() {
        let level = |i: usize| format!("Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        let mail: String = (0..10_000).map(level).collect();
        let mut budget = Budget::new(Limits::default());
        assert!(leaves(mail.as_bytes(), &mut budget).is_err());
    }
}
