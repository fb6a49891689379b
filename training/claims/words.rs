//! Writes what the engine sees in articles, for `network.py`.
//!
//! In, on standard input: NDJSON with `id` and `text`. Out: `PREFIX.articles.jsonl` with a row
//! `{"id", "tokens"}` for each article; `PREFIX.words.bin`, 24 bytes for each token: where it begins
//! and ends (code points), its head (counted in the article, -1 for none), its block, its sentence
//! (4 bytes each, the last two 2 bytes), the number of its quotation in the block (2 bytes), part of
//! speech, PTB tag, relation, name tag (1 byte each), and 2 bytes of nothing; and
//! `PREFIX.states.bin`, the encoder's numbers for each token, 2 bytes each.

use std::fs::File;
use std::io::{self, BufRead as _, BufWriter, Write as _};

use nutgraf::engine::claim::network::quote_numbers;
use nutgraf::engine::ingest::{Format, SourceMetadata, ingest_row};
use nutgraf::engine::tag::network::NAMES;
use nutgraf::engine::text::CodePoints;
use nutgraf::engine::{Resources, clean, segment, tag};

fn main() -> io::Result<()> {
    let resources = Resources::new();
    let prefix = std::env::args().nth(1).unwrap_or_else(|| "claims".to_owned());
    let file = |kind: &str| File::create(format!("{prefix}.{kind}")).map(BufWriter::new);
    let mut articles = file("articles.jsonl")?;
    let mut rows = file("words.bin")?;
    let mut all_states = file("states.bin")?;
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?).map_err(io::Error::other)?;
        let text = row["text"].as_str().unwrap_or_default();
        let stated = SourceMetadata::default();
        let source = ingest_row("", text, Format::Text, true, stated).map_err(io::Error::other)?;
        let cleaned = clean::clean(&resources, &source, false);
        let document = segment::segment(&resources, cleaned.text, cleaned.blocks);
        let (words, states) = tag::tag_with_states(&resources, &document);
        let points = CodePoints::new(&document.text);
        let mut n_tokens = 0;
        for (b, block) in document.blocks.iter().enumerate() {
            let quotes = quote_numbers(&document, b, &segment::quotes_of_block(&document, b));
            let mut quotes = quotes.into_iter();
            for s in block.sentences.clone() {
                for t in document.sentences[s].tokens.clone() {
                    let (token, word) = (document.tokens[t], &words[t]);
                    let head = word.head.map_or(-1, |h| h as i32);
                    for n in [
                        points.at_byte(token.span.start) as i32,
                        points.at_byte(token.span.end) as i32,
                        head,
                    ] {
                        rows.write_all(&n.to_le_bytes())?;
                    }
                    for n in [b as u16, s as u16, quotes.next().unwrap_or(0)] {
                        rows.write_all(&n.to_le_bytes())?;
                    }
                    let name = NAMES.iter().position(|n| *n == word.name).unwrap_or(0);
                    rows.write_all(&[word.upos as u8, word.xpos as u8])?;
                    rows.write_all(&[word.relation as u8, name as u8, 0, 0])?;
                    assert_eq!(t, n_tokens, "tokens stand in order");
                    n_tokens += 1;
                }
            }
        }
        all_states.write_all(bytemuck::cast_slice(&states))?;
        writeln!(articles, "{}", serde_json::json!({"id": row["id"], "tokens": n_tokens}))?;
    }
    rows.flush()?;
    all_states.flush()?;
    articles.flush()
}
