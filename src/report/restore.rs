//! [`restore`]: what cleaning took out goes back into the text, or out again, and the article is
//! analysed anew.
//!
//! Nothing but the article of the report is needed for it: its blocks and what was taken out make
//! up the whole, so that it works on a reopened report, too. The same choice gives the same
//! article, whatever was chosen before.

use serde_json::Value;

use super::article::{Article, BlockKind, Removed};
use super::convert::{engine_block_kind, engine_metadata};
use super::{Edit, EditOp, Shared, article_from_analysis};
use crate::engine::{self, Config, Resources, SummaryLength, Warning, clean, ingest};

/// `article` with exactly those of what was taken out of it back in its text whose ids are in
/// `restored`. `None` if its words are not all there, or it was made by a version that knows other
/// reasons.
pub fn restore(resources: &Resources, article: &Article, restored: &[String]) -> Option<Article> {
    if article.shared != Shared::Whole {
        return None;
    }
    let cleaned = clean::reassemble(parts(article, restored)?, engine_metadata(&article.metadata));
    let ingested = article.warnings.iter().filter(|w| w.stage == "ingest");
    let warnings =
        ingested.map(|w| Warning { stage: "ingest", message: w.message.clone(), span: None });
    // A short article's summary is all of it, whatever was asked for.
    let length = article.summary.default_length;
    let is_whole = length == article.summary.ranking.len();
    let config = Config::default();
    let summary_length =
        if is_whole { config.summary_length } else { SummaryLength::Sentences(length) };
    let config = Config { summary_length, ..config };
    let analysis =
        engine::analyze_cleaned(resources, cleaned, warnings.collect(), &config, &mut ()).ok()?;
    let format = ingest::Format::ALL.into_iter().find(|f| f.name() == article.file.format);
    let file = ingest::SourceFile {
        name: article.file.name.clone(),
        path: article.file.path.clone(),
        format: format.unwrap_or(ingest::Format::Text),
        bytes: article.file.bytes,
        sha256: article.file.sha256.clone(),
        encoding: "UTF-8",
    };
    let anew = article_from_analysis(&file, &analysis);
    Some(Article { id: article.id.clone(), file: article.file.clone(), ..anew })
}

/// What of `article` is to be in its text by `edits`: ids of what was taken out, in order.
pub fn restored_by(article: &Article, edits: &[Edit]) -> Vec<String> {
    let is_back = |piece: &&Removed| {
        let of_it = |edit: &&Edit| {
            edit.op == EditOp::RestoreRemoved
                && edit.target.article == article.id
                && edit.before.get("id").and_then(Value::as_str) == Some(&piece.id)
                && edit.before.get("exact").and_then(Value::as_str) == Some(&piece.exact)
        };
        let last = edits.iter().rev().find(of_it);
        last.is_some_and(|e| e.after.get("restored").and_then(Value::as_bool) == Some(true))
    };
    article.removed.iter().filter(is_back).map(|piece| piece.id.clone()).collect()
}

/// The blocks and what was taken out, in the order of the source.
fn parts(article: &Article, restored: &[String]) -> Option<Vec<clean::Part>> {
    let mut parts = Vec::new();
    let mut removed = article.removed.iter().peekable();
    let mut runs = article.source_map.iter().peekable();
    for block in &article.blocks {
        let (start, end) = (block.span.start, block.span.end);
        let mut source = Vec::new();
        while let Some(run) = runs.next_if(|run| run.text < end) {
            let text = run.text.saturating_sub(start);
            source.push(clean::SourceRun { text, source: run.source, length: run.length });
        }
        let mut is_removed = false;
        while let Some(piece) = removed.next_if(|r| r.at <= start) {
            is_removed |= piece.restored && piece.exact == block.span.exact;
            parts.push(part(piece, restored)?);
        }
        if !is_removed {
            let (text, kind) = (block.span.exact.clone(), Some(engine_block_kind(block.kind)));
            parts.push(clean::Part { text, kind, reason: None, source, place: None });
        }
    }
    for piece in removed {
        parts.push(part(piece, restored)?);
    }
    Some(parts)
}

fn part(piece: &Removed, restored: &[String]) -> Option<clean::Part> {
    let reason = clean::Reason::ALL.into_iter().find(|r| r.code() == piece.reason)?;
    let kind = match reason {
        clean::Reason::Caption => BlockKind::Caption,
        _ => BlockKind::Paragraph,
    };
    let is_back = restored.contains(&piece.id);
    let kind = is_back.then(|| engine_block_kind(kind));
    // Where cleaning joined white space in it, only its extent is known.
    let length = piece.exact.chars().count();
    let is_whole = |(start, end): &(usize, usize)| end.checked_sub(*start) == Some(length);
    let run = |(source, _)| clean::SourceRun { text: 0, source, length };
    let source = piece.source.filter(is_whole).map(run).into_iter().collect();
    let (text, reason) = (piece.exact.clone(), Some(reason));
    Some(clean::Part { text, kind, reason, source, place: piece.source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{self, to_json};

    const PAGE: &str = "Bridge to reopen in May\n\nNo time to read? Get a summary\n\nThe harbour \
        bridge will reopen in May, Mayor Ada Stone said on Tuesday.\n\nSubscribe to our newsletter\n\n\
        Repairs took two years and cost 4 million euros, she said.\n\nShare this article";

    fn article(resources: &Resources) -> Article {
        let input = ingest::Input::named("a.txt", PAGE.as_bytes());
        let readers = ingest::Readers::default();
        let mut all = report::analyze_all(resources, input, readers, &Config::default());
        all.pop().expect("it is a file").expect("it is plain text")
    }

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn nothing_put_back_gives_the_same_article() {
        let resources = Resources::new();
        let article = article(&resources);
        assert_eq!(article.removed.len(), 3, "{:?}", article.removed);
        let again = restore(&resources, &article, &[]).expect("it is whole");
        assert_eq!(to_json(&again), to_json(&article));
    }

    #[test]
    fn what_is_put_back_stands_where_it_stood() {
        let resources = Resources::new();
        let article = article(&resources);
        for i in 0..article.removed.len() {
            let id = article.removed[i].id.clone();
            let anew = restore(&resources, &article, &[id]).expect("it is whole");
            let piece = &anew.removed[i];
            assert!(piece.restored);
            assert!(anew.text.chars().skip(piece.at).collect::<String>().starts_with(&piece.exact));
            assert_eq!(anew.blocks.len(), article.blocks.len() + 1);
            assert_eq!(anew.removed.iter().filter(|r| r.restored).count(), 1);
            let back = restore(&resources, &anew, &[]).expect("it is whole");
            assert_eq!(to_json(&back), to_json(&article));
        }
    }

    #[test]
    fn the_last_edit_of_a_piece_decides() {
        let article = article(&Resources::new());
        let edit = |piece: &Removed, restored: bool| Edit {
            id: String::new(),
            op: EditOp::RestoreRemoved,
            target: report::EditTarget { article: article.id.clone(), spans: Vec::new() },
            before: serde_json::json!({"id": piece.id, "at": piece.at, "exact": piece.exact}),
            after: serde_json::json!({ "restored": restored }),
        };
        let [one, two, _] = article.removed.as_slice() else { panic!("{:?}", article.removed) };
        let edits = [edit(one, true), edit(two, true), edit(one, false)];
        assert_eq!(restored_by(&article, &edits), std::slice::from_ref(&two.id));
        let other = Removed { exact: "Other words".to_owned(), ..two.clone() };
        assert!(restored_by(&article, &[edit(&other, true)]).is_empty());
    }

    #[test]
    fn the_way_to_a_choice_does_not_matter() {
        let resources = Resources::new();
        let article = article(&resources);
        let both = ids(&["r1", "r3"]);
        let at_once = restore(&resources, &article, &both).expect("it is whole");
        let first = restore(&resources, &article, &ids(&["r2", "r3"])).expect("it is whole");
        let then = restore(&resources, &first, &both).expect("it is whole");
        assert_eq!(to_json(&then), to_json(&at_once));
    }
}
