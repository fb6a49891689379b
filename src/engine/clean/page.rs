//! The blocks of a web page: those of the article, and why the others are none of it.
//!
//! [`super::weigh`] says how much a block speaks for the article. What lies outside of the extractor's
//! main content and is not taken in is dropped, but for running text; that, and what lies inside and
//! is thrown out, keeps a reason.

use super::Reason;
use super::assemble::one_line;
use super::front_matter::{is_author_note, read_line};
use super::furniture::{furniture, heads_related};
use super::judge::Line;
use super::shape::{is_prose, key, n_words};
use super::weigh::{self, Candidate, Known};
use crate::engine::ingest::date::find_dates;
use crate::engine::ingest::{Page, Place, SourceMetadata};
use crate::engine::model::ArticleWeights;
use crate::engine::text::BlockKind;

/// From here on a block is the article's; the sum of weights in thousandths.
const LIMIT: i32 = 0;
/// The same for running text in the main content: a sentence lost is worse than a line kept.
const LIMIT_OF_PROSE: i32 = -400;
/// The same for such text without a mark that calls it furniture.
const LIMIT_OF_PLAIN_PROSE: i32 = -1500;

/// The same for what stands in a small box with a mark that the pages learned from have seldom, but
/// that is never an article's.
const LIMIT_OF_BOXES: i32 = 1500;
/// Such marks.
const BOXES: [&str; 2] = ["subscribe", "comments"];
/// A box with less than this share of the main content is small, in percent.
const SMALL_PART: u8 = 15;

/// Marks that call a text furniture.
const TELLING: [&str; 18] = [
    "ad",
    "related",
    "social",
    "comments",
    "subscribe",
    "author",
    "caption",
    "media",
    "tags",
    "dek",
    "aside",
    "nav",
    "footer",
    "form",
    "figure",
    "embed",
    "legal",
    "hidden",
];

/// The lines of `page`, in its order.
pub(super) fn lines(weights: &ArticleWeights, page: &Page, metadata: &SourceMetadata) -> Vec<Line> {
    let texts: Vec<String> = page.blocks.iter().map(|b| one_line(&b.block.text)).collect();
    let candidates = candidates(page, &texts);
    let known = known(page, metadata);
    let sums = weigh::each(&candidates, &known, |sum: &mut i32, name| *sum += weights.weight(name));
    let is_article: Vec<bool> =
        candidates.iter().zip(sums).map(|(candidate, sum)| sum > limit(candidate)).collect();
    let is_body = |&i: &usize| is_article[i] && is_prose(candidates[i].text);
    let body = (0..candidates.len()).find(is_body).unwrap_or(candidates.len());
    let title = known.title.map(key).unwrap_or_default();
    let head = (0..body).rev().find(|&i| key(candidates[i].text) == title);
    let mut lines = Vec::new();
    let mut has_subtitle = false;
    for (i, candidate) in candidates.iter().enumerate() {
        let (text, place) = (candidate.text, page.blocks[i].place);
        if text.is_empty() {
            continue;
        }
        let kind = candidate.kind.filter(|&kind| kind != BlockKind::Paragraph);
        let line = |kind| Line::new(text.to_owned(), true, kind);
        let is_head = head.is_some_and(|head| i >= head) && i < body;
        let is_dek = || {
            describes(text, &known)
                || place.near.has("dek") && n_words(text) >= 5 && find_dates(text).is_empty()
        };
        match () {
            () if is_article[i] => lines.push(line(kind)),
            () if (is_head || place.main >= 50) && i < body && key(text) == title => {
                lines.push(line(kind));
            }
            () if !has_subtitle && i < body && is_dek() && (is_head || place.main >= 50) => {
                has_subtitle = true;
                lines.push(line(Some(BlockKind::Subtitle)));
            }
            () if is_head && read_line(text).is_some() => lines.push(line(None)),
            () if place.main >= 50 => {
                lines.push(line(kind).removed(reason(text, place, known.bylines)))
            }
            // Menus and lists of links are no loss; sentences are kept at hand.
            () if is_prose(text) && place.links < 34 && !place.near.has("hidden") => {
                lines.push(line(kind).removed(Reason::Outside));
            }
            () => {}
        }
    }
    lines
}

/// The sum of weights above which `candidate` is the article's.
fn limit(candidate: &Candidate<'_>) -> i32 {
    let Some(place) = candidate.place else { return LIMIT };
    let tells =
        || TELLING.iter().any(|mark| place.near.has(mark)) || furniture(candidate.text).is_some();
    let box_of_site = || BOXES.iter().any(|mark| place.near.has(mark)) && place.beside < SMALL_PART;
    match place.main >= 50 && place.links < 34 && is_prose(candidate.text) {
        _ if box_of_site() => LIMIT_OF_BOXES,
        false => LIMIT,
        true if tells() => LIMIT_OF_PROSE,
        true => LIMIT_OF_PLAIN_PROSE,
    }
}

/// The names of the features of every block, with its text: what the weights are learnt from.
pub(super) fn weighed(page: &Page, metadata: &SourceMetadata) -> Vec<(String, Vec<String>)> {
    let texts: Vec<String> = page.blocks.iter().map(|b| one_line(&b.block.text)).collect();
    let features = weigh::features(&candidates(page, &texts), &known(page, metadata));
    texts.into_iter().zip(features).collect()
}

fn candidates<'a>(page: &Page, texts: &'a [String]) -> Vec<Candidate<'a>> {
    let candidate = |(block, text): (&crate::engine::ingest::PageBlock, &'a String)| Candidate {
        text,
        kind: Some(block.block.kind),
        place: Some(block.place),
    };
    page.blocks.iter().zip(texts).map(candidate).collect()
}

fn known<'a>(page: &'a Page, metadata: &'a SourceMetadata) -> Known<'a> {
    Known {
        title: metadata.title.as_deref(),
        bylines: &metadata.bylines,
        descriptions: &page.descriptions,
        stated: page.stated_body.as_deref(),
    }
}

/// True for what the page gives as a description of the article.
fn describes(text: &str, known: &Known<'_>) -> bool {
    let text = key(text);
    n_words(&text) >= 5 && known.descriptions.iter().any(|description| key(description) == text)
}

/// Why a block of the main content is none of the article.
fn reason(text: &str, place: Place, bylines: &[String]) -> Reason {
    const BY_MARK: [(&str, Reason); 14] = [
        ("subscribe", Reason::Subscription),
        ("social", Reason::Social),
        ("comments", Reason::Social),
        ("caption", Reason::Caption),
        ("related", Reason::Related),
        ("author", Reason::AuthorNote),
        ("ad", Reason::Advertisement),
        ("legal", Reason::Legal),
        ("figure", Reason::Caption),
        ("media", Reason::Caption),
        ("tags", Reason::Navigation),
        ("nav", Reason::Navigation),
        ("footer", Reason::Navigation),
        ("meta", Reason::FrontMatter),
    ];
    let by_words = || match () {
        () if heads_related(text) => Some(Reason::Related),
        () if read_line(text).is_some() => Some(Reason::FrontMatter),
        () if is_author_note(text, bylines) => Some(Reason::AuthorNote),
        () => None,
    };
    let by_mark = || BY_MARK.iter().find(|(mark, _)| place.near.has(mark)).map(|&(_, r)| r);
    let by_place = || match () {
        () if place.links >= 67 => Reason::Related,
        () if place.below_picture && n_words(text) <= 60 => Reason::Caption,
        () => Reason::Navigation,
    };
    furniture(text).or_else(by_words).or_else(by_mark).unwrap_or_else(by_place)
}
