//! `nutgraf parse`: sentences and tokens as CoNLL-U.
//!
//! This version cuts text into sentences and words; the columns for tags, lemmas, heads and
//! relations stay "_", as the format writes what is not given.

use anyhow::{Context, Result, bail};

use super::Outcome;
use super::args::ParseArgs;
use super::{files, output};
use crate::engine::ingest::{Input, ingest};
use crate::engine::text::Document;
use crate::engine::{Config, Resources, analyze};

/// Runs `nutgraf parse`.
pub(super) fn run(args: &ParseArgs) -> Result<Outcome> {
    let shown = args.path.display().to_string();
    let bytes = files::read(&args.path).with_context(|| format!("{shown} cannot be read"))?;
    let mut out = output::open(args.out.as_deref())?;
    if args.conllu_input {
        let text = String::from_utf8(bytes).with_context(|| format!("{shown} is not UTF-8"))?;
        check(&text).with_context(|| shown.clone())?;
        out.write(text.as_bytes())?;
    } else {
        let input = Input { path: &shown, bytes: &bytes, verbatim: true };
        let source = ingest(input).with_context(|| shown.clone())?;
        let config = Config { clean: false, ..Config::default() };
        let analysis = analyze(&Resources::new(), &source, &config, &mut ())?;
        out.write(write(&analysis.value.document).as_bytes())?;
    }
    out.finish()?;
    Ok(Outcome::AllRead)
}

/// Refuses what is not CoNLL-U, naming the line.
fn check(text: &str) -> Result<()> {
    for (i, line) in text.lines().enumerate() {
        let columns = line.split('\t').count();
        if !line.is_empty() && !line.starts_with('#') && columns != 10 {
            bail!("line {}: CoNLL-U has 10 columns, this line {columns}", i + 1);
        }
    }
    Ok(())
}

fn write(document: &Document) -> String {
    let mut out = String::new();
    for (n, id) in document.sentence_ids().enumerate() {
        out.push_str(&format!("# sent_id = {}\n", n + 1));
        let text: Vec<&str> = document.sentence_text(id).split_whitespace().collect();
        out.push_str(&format!("# text = {}\n", text.join(" ")));
        let tokens = document.sentence_tokens(id);
        for (i, token) in tokens.iter().enumerate() {
            let form = document.words(token.span);
            let glued = tokens.get(i + 1).is_some_and(|next| next.span.start == token.span.end);
            let misc = if glued { "SpaceAfter=No" } else { "_" };
            out.push_str(&format!("{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n", i + 1));
        }
        out.push('\n');
    }
    out
}
