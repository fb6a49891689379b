//! Plain words for the report's codes.

use crate::report::{BlockKind, ConflictKind, GenreLabel, OriginKind, Quotation};

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
