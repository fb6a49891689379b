//! Soft hyphens: hints at where a line may break inside a word, that a reader never sees and that
//! no word list and no network knows the word by. Pages of some sites have one in every long word.

use super::{Body, SourceMetadata};

const SOFT_HYPHEN: char = '\u{ad}';

/// `body` and `metadata` without soft hyphens. A plain text keeps them: it stays as it came.
pub(super) fn without_soft_hyphens(
    mut body: Body,
    mut metadata: SourceMetadata,
) -> (Body, SourceMetadata) {
    match &mut body {
        Body::Plain(_) | Body::Verbatim(_) => {}
        Body::Blocks(blocks) => {
            blocks.retain_mut(|block| !strip(&mut block.text) || !block.text.trim().is_empty());
        }
        Body::Page(page) => {
            page.blocks.retain_mut(|found| {
                !strip(&mut found.block.text) || !found.block.text.trim().is_empty()
            });
            page.descriptions.iter_mut().chain(&mut page.stated_body).for_each(|text| {
                strip(text);
            });
        }
    }
    let names = metadata.bylines.iter_mut().chain(&mut metadata.outlet);
    names.chain(&mut metadata.title).chain(&mut metadata.subtitle).for_each(|text| {
        strip(text);
    });
    (body, metadata)
}

/// True if there were any.
fn strip(text: &mut String) -> bool {
    let has_any = text.contains(SOFT_HYPHEN);
    if has_any {
        text.retain(|c| c != SOFT_HYPHEN);
    }
    has_any
}

#[cfg(test)]
mod tests {
    use crate::engine::ingest::{Body, Format, SourceMetadata, ingest_row};

    fn read(text: &str, format: Format) -> Vec<String> {
        let row = ingest_row("a", text, format, false, SourceMetadata::default()).unwrap();
        assert!(
            matches!(row.body, Body::Plain(_)) || !row.metadata.title.unwrap().contains('\u{ad}')
        );
        row.body.texts().into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn takes_hints_out_of_words() {
        let page = "<title>A gov\u{ad}ern\u{ad}ment falls at last</title><p>The gov&shy;ern\u{ad}ment fell.<p>&shy;";
        assert_eq!(read(page, Format::Html), ["The government fell."]);
        assert_eq!(read("gov\u{ad}ernment", Format::Text), ["gov\u{ad}ernment"]);
    }
}
