//! Writes what the network finds in articles and what it thinks of it, for `calibrate.py`.
//!
//! In, on standard input: NDJSON with `id` and `text`. Out: a row for each article, `{"id",
//! "attributions": [{"cue", "source", "content", "features"}]}`, spans in code points.

use std::io::{self, BufRead as _, Write as _};

use nutgraf::engine::ingest::{Format, SourceMetadata, ingest_row};
use nutgraf::engine::text::{CodePoints, Span};
use nutgraf::engine::{Config, Resources, SummaryLength, analyze};

fn main() -> io::Result<()> {
    let resources = Resources::new();
    let config = Config { clean: false, summary_length: SummaryLength::Sentences(1) };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?).map_err(io::Error::other)?;
        let text = row["text"].as_str().unwrap_or_default();
        let stated = SourceMetadata::default();
        let source = ingest_row("", text, Format::Text, true, stated).map_err(io::Error::other)?;
        let analysis = analyze(&resources, &source, &config, &mut ()).map_err(io::Error::other)?;
        let analysis = analysis.value;
        let points = CodePoints::new(&analysis.document.text);
        let spans = |spans: &[Span]| -> Vec<[usize; 2]> {
            spans.iter().map(|s| [points.at_byte(s.start), points.at_byte(s.end)]).collect()
        };
        let attributions: Vec<_> = analysis
            .claims
            .iter()
            .filter(|c| c.parent.is_none())
            .filter_map(|c| {
                let features = c.evidence?;
                Some(serde_json::json!({
                    "cue": spans(&c.cue),
                    "source": spans(&c.source.spans),
                    "content": spans(&c.content),
                    "features": features,
                }))
            })
            .collect();
        let row = serde_json::json!({"id": row["id"], "attributions": attributions});
        writeln!(out, "{row}")?;
    }
    out.flush()
}
