//! Furniture out, facts of the front matter found.
//!
//! In: a [`SourceDocument`]. Out: the article's text, its blocks, what was removed and why, and the
//! [`Metadata`] that the text or the format states.

mod assemble;
mod captions;
mod front_matter;
mod furniture;
mod judge;
mod language;
mod lines;
mod page;
mod phrases;
mod release;
mod shape;
mod signature;
mod source_lines;
mod source_map;
mod verbatim;
mod weigh;
mod whole_page;

use judge::Road;

use super::Resources;
use super::ingest::{Body, LeftOut, LeftOutKind, SourceBlock, SourceDocument, SourceMetadata};
use super::text::{Block, BlockKind};
use assemble::{Piece, Verdict};

/// An article without the site's furniture.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaned {
    /// Title, subtitle, then the article; blocks separated by "\n\n", unless the text came verbatim.
    pub text: String,
    /// The blocks of `text`, in order, with no sentences yet.
    pub blocks: Vec<Block>,
    /// What was taken out, in the order of the source.
    pub removed: Vec<Removed>,
    /// Where `text` stands in the text that it was read from ([`Body::source_text`]).
    pub source_map: Vec<SourceRun>,
    /// What is known of the article. `genre` is filled in by [`super::claim::classify_genre`].
    pub metadata: Metadata,
    /// Nothing looked like an article, so everything stayed.
    pub is_all_kept: bool,
}

/// Code points of a cleaned text, and those of the source that they stand for: the same
/// characters, but for the kind of white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceRun {
    /// First code point in the cleaned text.
    pub text: usize,
    /// First code point in the source.
    pub source: usize,
    /// How many there are.
    pub length: usize,
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Byte of the cleaned text before which it stood.
    pub at: usize,
    /// Its words.
    pub exact: String,
    /// Why: one of the codes in [`Reason`].
    pub reason: Reason,
    /// A reader put it back: it is the block at `at`.
    pub restored: bool,
    /// Code points of the source, half-open; `None` where it was not found there.
    pub source: Option<(usize, usize)>,
}

/// A block of an article that was cleaned before, or something that was taken out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its words.
    pub text: String,
    /// What it is in the text; `None`: it is not in the text.
    pub kind: Option<BlockKind>,
    /// Why cleaning took it out, if it did. With a kind: a reader put it back.
    pub reason: Option<Reason>,
    /// Where it stands in the source: runs whose `text` counts from its beginning.
    pub source: Vec<SourceRun>,
    /// The same of what was taken out: first code point, and the one after the last.
    pub place: Option<(usize, usize)>,
}

/// Why something was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// "No time to read? Get a summary".
    SummaryWidget,
    /// Previous or next article and its headline.
    Navigation,
    /// Newsletter, subscription, app.
    Subscription,
    /// Share bars, follow buttons, comment counts.
    Social,
    /// Cookie notices, privacy, copyright, terms.
    Legal,
    /// Caption or credit of a picture.
    Caption,
    /// "Read more", related articles.
    Related,
    /// Advertisement.
    Advertisement,
    /// What an unfilled template left: "{}".
    Template,
    /// Byline, dateline or date, kept as metadata.
    FrontMatter,
    /// A note on the author, kept as metadata.
    AuthorNote,
    /// The same words stand elsewhere in the article.
    Duplicate,
    /// What stands on every page.
    RunningHead,
    /// What a mail quotes, and its signature.
    QuotedMail,
    /// Running text of a web page that stands outside of the article.
    Outside,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 15] = [
        Reason::SummaryWidget,
        Reason::Navigation,
        Reason::Subscription,
        Reason::Social,
        Reason::Legal,
        Reason::Caption,
        Reason::Related,
        Reason::Advertisement,
        Reason::Template,
        Reason::FrontMatter,
        Reason::AuthorNote,
        Reason::Duplicate,
        Reason::RunningHead,
        Reason::QuotedMail,
        Reason::Outside,
    ];

    /// The code in reports.
    pub fn code(self) -> &'static str {
        match self {
            Reason::SummaryWidget => "summary_widget",
            Reason::Navigation => "navigation",
            Reason::Subscription => "subscription",
            Reason::Social => "social",
            Reason::Legal => "legal",
            Reason::Caption => "caption",
            Reason::Related => "related",
            Reason::Advertisement => "advertisement",
            Reason::Template => "template",
            Reason::FrontMatter => "front_matter",
            Reason::AuthorNote => "author_note",
            Reason::Duplicate => "duplicate",
            Reason::RunningHead => "running_head",
            Reason::QuotedMail => "quoted_mail",
            Reason::Outside => "outside",
        }
    }
}

/// What is known of an article. `None` and empty: not stated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Standfirst.
    pub subtitle: Option<String>,
    /// Authors, as printed, without "By".
    pub bylines: Vec<String>,
    /// Date of publication, ISO 8601 (date, or date and time).
    pub published: Option<String>,
    /// Date of the last change, ISO 8601.
    pub updated: Option<String>,
    /// Newspaper, agency, site.
    pub outlet: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// What the article says of its author.
    pub author_note: Option<String>,
    /// Language of the text.
    pub language: Language,
    /// Kind of article.
    pub genre: Genre,
}

/// A language and how sure it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Language {
    /// ISO 639-1 code where there is one, else 639-3; empty if unknown.
    pub code: String,
    /// 0 to 1.
    pub confidence: f64,
}

/// A kind of article and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Genre {
    /// The kind.
    pub label: GenreLabel,
    /// 0 to 1.
    pub confidence: f64,
}

/// A kind of article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GenreLabel {
    /// A report.
    News,
    /// A piece in which the writer argues.
    Opinion,
    /// Questions and answers with one person.
    Interview,
    /// A live blog.
    Live,
    /// A transcript.
    Transcript,
    /// A press release.
    Release,
    /// None of these, or too little text to tell.
    #[default]
    Other,
}

/// Cleans `source`. With `remove` off, nothing is taken out.
pub fn clean(resources: &Resources, source: &SourceDocument, remove: bool) -> Cleaned {
    let mut cleaned = cleaned(resources, source, remove);
    source_map::fill(&source.body, &mut cleaned);
    let end = cleaned.text.len();
    let left_out = |left: &LeftOut| Removed {
        at: end,
        exact: assemble::one_line(&left.text),
        reason: match left.kind {
            LeftOutKind::RunningHead => Reason::RunningHead,
            LeftOutKind::QuotedMail => Reason::QuotedMail,
        },
        restored: false,
        source: None,
    };
    cleaned.removed.extend(source.left_out.iter().map(left_out));
    cleaned
}

fn cleaned(resources: &Resources, source: &SourceDocument, remove: bool) -> Cleaned {
    let stated = source.metadata.language.as_deref();
    let metadata = known(&source.metadata);
    match &source.body {
        Body::Verbatim(text) => verbatim::read(text, metadata, stated),
        Body::Plain(text) if !remove => verbatim::read(text, metadata, stated),
        Body::Plain(text) => {
            let (pieces, metadata) = judge::judge(
                &resources.lexicon,
                source_lines::of_text(text),
                metadata,
                Road::Plain(&resources.page_lines),
            );
            assemble::assemble_some(pieces, metadata, stated)
        }
        Body::Page(page) if !remove => {
            let main = page.blocks.iter().filter(|block| block.place.main >= 50);
            let blocks: Vec<SourceBlock> = main.map(|block| block.block.clone()).collect();
            let metadata = with_title(&blocks, metadata);
            assemble::assemble(source_lines::keep_all(&blocks), metadata, stated)
        }
        Body::Blocks(blocks) if !remove => {
            let metadata = with_title(blocks, metadata);
            assemble::assemble(source_lines::keep_all(blocks), metadata, stated)
        }
        Body::Page(page) => {
            let lines = page::lines(&resources.page_blocks, page, &source.metadata);
            let (pieces, metadata) = judge::judge(&resources.lexicon, lines, metadata, Road::Page);
            assemble::assemble_some(pieces, metadata, stated)
        }
        Body::Blocks(blocks) => {
            let lines = source_lines::of_blocks(blocks);
            let (pieces, metadata) =
                judge::judge(&resources.lexicon, lines, with_title(blocks, metadata), Road::Blocks);
            assemble::assemble_some(pieces, metadata, stated)
        }
    }
}

/// The blocks of a web page, or the lines of a plain text, with the names of their features: what
/// `training/pages` learns from.
pub fn weighed(source: &SourceDocument) -> Vec<(String, Vec<String>)> {
    match &source.body {
        Body::Page(page) => page::weighed(page, &source.metadata),
        Body::Plain(text) => whole_page::weighed(&source_lines::of_text(text)),
        Body::Verbatim(_) | Body::Blocks(_) => Vec::new(),
    }
}

/// Puts an article together again that was cleaned before, from its parts in the order of the
/// source, some of which a reader put back or took out again.
pub fn reassemble(parts: Vec<Part>, metadata: Metadata) -> Cleaned {
    let stated = Some(metadata.language.code.clone()).filter(|code| !code.is_empty());
    let mut pieces = Vec::with_capacity(parts.len());
    let (mut of_blocks, mut of_removed) = (Vec::new(), Vec::new());
    for part in parts {
        let verdict = match (part.kind, part.reason) {
            (Some(kind), None) => Verdict::Keep(kind),
            (Some(kind), Some(reason)) => Verdict::Restore(kind, reason),
            (None, reason) => Verdict::Remove(reason.unwrap_or(Reason::Duplicate)),
        };
        if part.reason.is_some() {
            of_removed.push(part.place);
        }
        if part.kind.is_some() {
            of_blocks.push(part.source);
        }
        pieces.push(Piece { text: part.text, verdict });
    }
    let mut cleaned = assemble::join(pieces, metadata, stated.as_deref());
    for (removed, extent) in cleaned.removed.iter_mut().zip(of_removed) {
        removed.source = extent;
    }
    cleaned.source_map = source_map::of_blocks(&cleaned, of_blocks);
    cleaned
}

/// What the format or the host says wins over what the text says.
fn known(source: &SourceMetadata) -> Metadata {
    let line = |text: &Option<String>| {
        text.as_deref().map(assemble::one_line).filter(|text| !text.is_empty())
    };
    Metadata {
        title: line(&source.title),
        subtitle: line(&source.subtitle),
        bylines: source.bylines.clone(),
        published: source.published.clone(),
        updated: source.updated.clone(),
        outlet: line(&source.outlet),
        url: source.url.clone(),
        ..Metadata::default()
    }
}

/// A title that the format marks as a block.
fn with_title(blocks: &[SourceBlock], mut metadata: Metadata) -> Metadata {
    if metadata.title.is_none() {
        let marked = blocks.iter().find(|block| block.kind == BlockKind::Title);
        metadata.title = marked.map(|block| assemble::one_line(&block.text));
    }
    metadata
}

#[cfg(test)]
mod tests;
