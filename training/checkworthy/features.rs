//! Writes what the engine sees in sentences, for `train.py`, or how it scores them.
//!
//! In, on standard input: JSON Lines, each with a "text". Out, a line for each:
//! - with no argument, the names of its features, tab-separated;
//! - with the argument `scores`, its check-worthiness, 0 to 1.

use std::io::{self, BufRead as _, Write as _};

use nutgraf::engine::Resources;
use nutgraf::engine::claim::{Context, check_worthiness, check_worthiness_features};
use nutgraf::engine::clean::Metadata;
use nutgraf::engine::entity::{find_quantities, find_times};
use nutgraf::engine::segment::segment;
use nutgraf::engine::tag::tag;
use nutgraf::engine::text::{Block, BlockKind, Span};

fn main() -> io::Result<()> {
    let resources = Resources::new();
    let scores = std::env::args().nth(1).is_some_and(|a| a == "scores");
    let metadata = Metadata::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        let span = Span::new(0, text.len()).trim(&text);
        let block = Block { span, kind: BlockKind::Paragraph, sentences: 0..0 };
        let document = segment(&resources, text, vec![block]);
        let words = tag(&resources, &document);
        let context = Context {
            document: &document,
            words: &words,
            states: &[],
            metadata: &metadata,
            entities: &[],
            quantities: &find_quantities(&resources, &document),
            times: &find_times(&resources, &document, None),
        };
        if scores {
            writeln!(out, "{:.4}", check_worthiness(&resources, &context, &[span]))?;
        } else {
            let names = check_worthiness_features(&resources, &context, &[span]);
            writeln!(out, "{}", names.join("\t"))?;
        }
    }
    out.flush()
}
