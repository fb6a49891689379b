//! Web pages saved with their pictures in one file: MHTML, as Chromium, Word and the old Internet
//! Explorer write it (RFC 2557). The pictures are never unfolded.

use mail_parser::HeaderName;

use super::container::Reading;
use super::limits::Budget;
use super::mime::{self, Fields, Leaf};
use super::{IngestError, html};

/// Reads the page.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Reading, IngestError> {
    let leaves = mime::leaves(bytes, budget)?;
    let (fields, _) = mime::split(bytes);
    let root = root(&fields, &leaves).ok_or(IngestError::Empty)?;
    let address = |fields: &Fields| {
        let snapshot = fields.text("Snapshot-Content-Location");
        let stated = snapshot.or_else(|| fields.text(HeaderName::ContentLocation));
        stated.filter(|url| url.starts_with("http")).map(str::to_owned)
    };
    let url = address(&fields).or_else(|| address(&root.fields));
    root.text(|decoded| {
        let mut warnings = decoded.warnings();
        let (body, mut metadata) = html::read_page(&decoded.text, &mut warnings)?;
        metadata.url = metadata.url.or(url);
        metadata.title = metadata.title.or_else(|| {
            fields.message().and_then(|m| m.subject()).map(|subject| subject.trim().to_owned())
        });
        let (left_out, encoding) = (Vec::new(), decoded.encoding);
        Ok(Reading { body, metadata, left_out, warnings, encoding })
    })?
}

/// The page among its parts: the one that the archive names, else the one whose address it has,
/// else the first.
fn root<'a, 'b>(fields: &Fields, leaves: &'a [Leaf<'b>]) -> Option<&'a Leaf<'b>> {
    let is_page =
        |leaf: &&Leaf<'_>| matches!(leaf.kind.as_str(), "text/html" | "application/xhtml+xml");
    let pages = || leaves.iter().filter(is_page);
    let start = fields.parameter("start").map(|id| id.trim_matches(['<', '>']));
    let location = fields.text("Snapshot-Content-Location");
    let is_at = |leaf: &&Leaf<'_>| {
        location.is_some() && leaf.fields.text(HeaderName::ContentLocation) == location
    };
    pages()
        .find(|leaf| start.is_some() && leaf.fields.id() == start)
        .or_else(|| pages().find(is_at))
        .or_else(|| pages().next())
}
