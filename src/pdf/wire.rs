//! [`encode`] and [`decode`]: the answer of the PDF module, on its way to the worker.
//!
//! The page's PDF reader is a wasm module of its own, which the worker calls. Its answer crosses
//! as JSON, in types of its own: the engine's are not serializable. The worker is built without
//! the reader and has these types alone.

use serde::{Deserialize, Serialize};

use crate::engine::ingest::{IngestError, PdfText, SourceBlock, SourceMetadata};
use crate::engine::text::BlockKind;

/// What the module answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Text(Text),
    Empty,
    Locked,
    Scan,
    UnfoldsTooLarge { limit: u64 },
    TooManyPages { found: usize, limit: usize },
    Malformed { reason: String },
}

#[derive(Debug, Serialize, Deserialize)]
struct Text {
    blocks: Vec<(Kind, String)>,
    title: Option<String>,
    bylines: Vec<String>,
    language: Option<String>,
    running_heads: Vec<String>,
    warnings: Vec<String>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Kind {
    Title,
    Subtitle,
    Heading,
    Paragraph,
    ListItem,
    Quote,
    Caption,
}

/// The answer as JSON.
pub fn encode(outcome: Result<PdfText, IngestError>) -> Vec<u8> {
    let answer = match outcome {
        Ok(PdfText { blocks, metadata, running_heads, warnings }) => Answer::Text(Text {
            blocks: blocks.into_iter().map(|b| (Kind::from(b.kind), b.text)).collect(),
            title: metadata.title,
            bylines: metadata.bylines,
            language: metadata.language,
            running_heads,
            warnings,
        }),
        Err(IngestError::Empty) => Answer::Empty,
        Err(IngestError::Locked(_)) => Answer::Locked,
        Err(IngestError::Scan(_)) => Answer::Scan,
        Err(IngestError::UnfoldsTooLarge { limit }) => Answer::UnfoldsTooLarge { limit },
        Err(IngestError::TooManyPages { found, limit }) => Answer::TooManyPages { found, limit },
        Err(IngestError::Malformed { reason, .. }) => Answer::Malformed { reason },
        Err(other) => Answer::Malformed { reason: other.to_string() },
    };
    serde_json::to_vec(&answer).expect("strings and numbers are always JSON")
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// The error that was encoded, or that the answer is none.
pub fn decode(answer: &[u8]) -> Result<PdfText, IngestError> {
    let malformed = |reason| IngestError::Malformed { format: "PDF", reason };
    match serde_json::from_slice(answer).map_err(|error| malformed(error.to_string()))? {
        Answer::Text(Text { blocks, title, bylines, language, running_heads, warnings }) => {
            Ok(PdfText {
                blocks: blocks
                    .into_iter()
                    .map(|(kind, text)| SourceBlock { kind: kind.into(), text })
                    .collect(),
                metadata: SourceMetadata { title, bylines, language, ..SourceMetadata::default() },
                running_heads,
                warnings,
            })
        }
        Answer::Empty => Err(IngestError::Empty),
        Answer::Locked => Err(IngestError::Locked("PDF")),
        Answer::Scan => Err(IngestError::Scan("PDF")),
        Answer::UnfoldsTooLarge { limit } => Err(IngestError::UnfoldsTooLarge { limit }),
        Answer::TooManyPages { found, limit } => Err(IngestError::TooManyPages { found, limit }),
        Answer::Malformed { reason } => Err(malformed(reason)),
    }
}

impl From<BlockKind> for Kind {
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Title => Kind::Title,
            BlockKind::Subtitle => Kind::Subtitle,
            BlockKind::Heading => Kind::Heading,
            BlockKind::Paragraph => Kind::Paragraph,
            BlockKind::ListItem => Kind::ListItem,
            BlockKind::Quote => Kind::Quote,
            BlockKind::Caption => Kind::Caption,
        }
    }
}

impl From<Kind> for BlockKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Title => BlockKind::Title,
            Kind::Subtitle => BlockKind::Subtitle,
            Kind::Heading => BlockKind::Heading,
            Kind::Paragraph => BlockKind::Paragraph,
            Kind::ListItem => BlockKind::ListItem,
            Kind::Quote => BlockKind::Quote,
            Kind::Caption => BlockKind::Caption,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_as_they_went() {
        let block = SourceBlock { kind: BlockKind::Heading, text: "“Zürich”".to_owned() };
        let metadata = SourceMetadata {
            title: Some("A bridge".to_owned()),
            bylines: vec!["Ada Stone".to_owned()],
            language: Some("en".to_owned()),
            ..SourceMetadata::default()
        };
        let running_heads = vec!["Herald 7".to_owned()];
        let warnings = vec!["odd".to_owned()];
        let text = PdfText { blocks: vec![block], metadata, running_heads, warnings };
        let outcomes = [
            Ok(text),
            Err(IngestError::Empty),
            Err(IngestError::Locked("PDF")),
            Err(IngestError::Scan("PDF")),
            Err(IngestError::UnfoldsTooLarge { limit: 7 }),
            Err(IngestError::TooManyPages { found: 9, limit: 7 }),
            Err(IngestError::Malformed { format: "PDF", reason: "cut off".to_owned() }),
        ];
        for outcome in outcomes {
            assert_eq!(decode(&encode(outcome.clone())), outcome);
        }
        assert!(decode(b"{").is_err());
    }
}
