//! `nutgraf source`: the text of a file as its format gives it, in which `source_map` counts.

use anyhow::{Context, Result};

use super::args::SourceArgs;
use super::{Outcome, files, output};
use crate::engine::ingest::{Input, ingest_only};

/// Runs `nutgraf source`.
pub(super) fn run(args: &SourceArgs) -> Result<Outcome> {
    let shown = args.path.display().to_string();
    let bytes = files::read(&args.path).with_context(|| format!("{shown} cannot be read"))?;
    let source = ingest_only(Input::named(&shown, &bytes), super::readers())
        .with_context(|| shown.clone())?;
    let mut out = output::open(args.out.as_deref())?;
    out.write(source.body.source_text().as_bytes())?;
    out.finish()?;
    Ok(Outcome::AllRead)
}
