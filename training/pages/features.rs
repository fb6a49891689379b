//! Writes what the engine sees in web pages whose articles are known, for `train.py`.
//!
//! In: arguments `page` or `lines`, then files; or the same behind `body` and a file of weights. Out,
//! for each file, a line "\x0c" and its path; then for each block or line its text and the names of
//! its features, tab-separated; behind `body` the blocks of the article that these weights find.

use std::io::{self, Write as _};

use nutgraf::engine::Resources;
use nutgraf::engine::clean::{clean, weighed};
use nutgraf::engine::ingest::{Format, Input, SourceMetadata, ingest, ingest_row};
use nutgraf::engine::model::ArticleWeights;
use nutgraf::engine::text::BlockKind;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut word = arguments.next().unwrap_or_default();
    let mut weights = None;
    if word == "body" {
        let bytes = std::fs::read(arguments.next().unwrap_or_default())?;
        weights = Some(ArticleWeights::read(Box::leak(bytes.into_boxed_slice())));
        word = arguments.next().unwrap_or_default();
    }
    let is_page = word == "page";
    let mut resources = Resources::new();
    let asks_for_features = weights.is_none();
    if let Some(weights) = weights {
        let slot = if is_page { &mut resources.page_blocks } else { &mut resources.page_lines };
        *slot = weights;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let source = if is_page {
            ingest(Input::named("page.html.gz", &bytes))
        } else {
            let text = String::from_utf8_lossy(&bytes);
            ingest_row("page", &text, Format::Text, false, SourceMetadata::default())
        };
        writeln!(out, "\x0c{path}")?;
        let Ok(source) = source else { continue };
        if asks_for_features {
            for (text, names) in weighed(&source) {
                writeln!(out, "{}\t{}", text.replace('\t', " "), names.join("\t"))?;
            }
            continue;
        }
        let cleaned = clean(&resources, &source, true);
        for block in &cleaned.blocks {
            if !matches!(block.kind, BlockKind::Title | BlockKind::Subtitle) {
                writeln!(out, "{}", block.span.of(&cleaned.text))?;
            }
        }
    }
    out.flush()
}
