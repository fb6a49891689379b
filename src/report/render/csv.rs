//! One claim a row, for a spreadsheet.
//!
//! Spreadsheets run what begins with `=`, `+`, `-` or `@` as a formula; such a cell gets an
//! apostrophe before it, as OWASP advises.

use super::outline::words;
use crate::report::{Article, Claim, Sureness};

/// Column heads.
const COLUMNS: [&str; 26] = [
    "article_id",
    "title",
    "outlet",
    "published",
    "claim_id",
    "kind",
    "speaker",
    "speaker_words",
    "anonymous",
    "cue",
    "cue_class",
    "content",
    "quotation",
    "polarity",
    "certainty",
    "via",
    "parent",
    "check_worthiness",
    "confidence",
    "sureness",
    "start",
    "end",
    "shared",
    "mark",
    "note",
    "edited",
];

/// The claims of all articles.
pub(super) fn render(articles: &[Article]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = articles.iter().flat_map(|a| a.claims.iter().map(|c| row(a, c)));
    for row in std::iter::once(COLUMNS.map(str::to_owned)).chain(rows) {
        writer.write_record(row).expect("a vector takes every row, and all rows are as long");
    }
    writer.into_inner().expect("a vector can be flushed")
}

fn row(article: &Article, claim: &Claim) -> [String; COLUMNS.len()] {
    let m = &article.metadata;
    let person = claim.person.as_ref();
    let via: Vec<&str> = claim.via.iter().map(|v| v.name.as_str()).collect();
    [
        article.id.clone(),
        safe(m.title.as_deref().unwrap_or_default()),
        safe(m.outlet.as_deref().unwrap_or_default()),
        safe(m.published.as_deref().unwrap_or_default()),
        claim.id.clone(),
        claim.kind.code().to_owned(),
        safe(claim.source.name.as_deref().unwrap_or_default()),
        safe(&words(&claim.source.spans)),
        claim.source.anonymous.to_string(),
        safe(&words(&claim.cue)),
        claim.cue_class.code().to_owned(),
        safe(&words(&claim.content)),
        claim.quotation.code().to_owned(),
        claim.polarity.code().to_owned(),
        claim.certainty.label.code().to_owned(),
        safe(&via.join("; ")),
        claim.parent.clone().unwrap_or_default(),
        claim.check_worthiness.to_string(),
        claim.confidence.map(|c| c.to_string()).unwrap_or_default(),
        claim.confidence.map(|c| Sureness::of(c).words().to_owned()).unwrap_or_default(),
        claim.content.first().map(|s| s.start.to_string()).unwrap_or_default(),
        claim.content.last().map(|s| s.end.to_string()).unwrap_or_default(),
        article.shared.code().to_owned(),
        safe(person.and_then(|p| p.mark.as_deref()).unwrap_or_default()),
        safe(person.and_then(|p| p.note.as_deref()).unwrap_or_default()),
        person.is_some_and(|p| !p.edits.is_empty()).to_string(),
    ]
}

/// `cell`, not to be taken for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn formulas_are_defused() {
        assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe("a = b"), "a = b");
    }
}
