//! Every rankable sentence, best first.
//!
//! [`view`] reads the article as bags of stems, [`weigh`] tells which words belong in a summary and
//! [`observe()`] what is seen of each sentence: place, length, centrality, words, parse, names, claims.
//! Small networks ([`network`]) score a sentence against those that are chosen already, and [`select`]
//! chooses one after the other, so that every prefix of the ranking is a summary. [`readable`] lets
//! no sentence stand without what it leans on, [`kind`] knows opinion pieces, interviews, live blogs
//! and lists. Articles in other languages than English are ranked by [`plain`].

mod because;
mod kind;
mod measure;
pub mod network;
mod observe;
mod plain;
mod readable;
mod scraps;
mod select;
#[cfg(test)]
mod tests;
mod view;
mod weigh;
mod whole;

use super::claim::{self, Claim};
use super::clean::Metadata;
use super::entity::{Entity, Quantity, Time};
use super::model::Salience;
use super::tag::Word;
use super::text::{Document, SentenceId, TokenKind};
use super::{Resources, SummaryLength};
use view::View;

/// What earlier phases found.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The text.
    pub document: &'a Document,
    /// Tags, dependency and name tag of every token.
    pub words: &'a [Word],
    /// Title and the like.
    pub metadata: &'a Metadata,
    /// People, bodies, places.
    pub entities: &'a [Entity],
    /// Numbers.
    pub quantities: &'a [Quantity],
    /// Dates.
    pub times: &'a [Time],
    /// Who says what.
    pub claims: &'a [Claim],
}

/// A ranking that nests: the first n, put in document order, are the n-sentence summary.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Every rankable sentence, best first, redundant ones last.
    pub ranking: Vec<Ranked>,
    /// Sentences in the summary that is shown first.
    pub default_length: usize,
    /// How the ranking was made.
    pub method: Method,
}

/// How a ranking is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// By networks that learnt from English news.
    Learnt,
    /// By what holds in any language: place, shared words, length.
    General,
}

impl Method {
    /// The code in reports.
    pub fn code(self) -> &'static str {
        match self {
            Method::Learnt => "learnt",
            Method::General => "general",
        }
    }
}

/// A sentence's place in the ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Which one.
    pub sentence: SentenceId,
    /// How much it tells by itself, 0 to 1; the best sentence has 1.
    pub score: f64,
    /// What counted for or against it, strongest first.
    pub because: Vec<Because>,
}

/// What counts for or against a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// It stands at or near the opening.
    Opening,
    /// Many other sentences share its words.
    Central,
    /// It shares words with the title.
    Title,
    /// It names who the article is about.
    Names,
    /// It gives figures.
    Figures,
    /// It says who says what.
    Claim,
    /// It says again what a better sentence says.
    Redundant,
    /// It is very short or very long.
    Length,
    /// It leans on the sentence before it.
    Dependent,
}

impl Because {
    /// True for what counts against a sentence.
    fn is_against(self) -> bool {
        matches!(self, Because::Length | Because::Dependent | Because::Redundant)
    }

    /// The code in reports.
    pub fn code(self) -> &'static str {
        match self {
            Because::Opening => "opening",
            Because::Central => "central",
            Because::Title => "title",
            Because::Names => "names",
            Because::Figures => "figures",
            Because::Claim => "claim",
            Because::Redundant => "redundant",
            Because::Length => "length",
            Because::Dependent => "dependent",
        }
    }
}

/// Ranks the sentences of an article. `length`: of the summary that is shown first.
///
/// Headings, captions and questions to the reader are sentences but never ranked.
pub fn summarize(resources: &Resources, context: &Context<'_>, length: SummaryLength) -> Summary {
    let is_english = claim::is_english(&context.metadata.language);
    let ranking = if is_english { learnt(resources, context) } else { by_shape(context) };
    let method = if is_english { Method::Learnt } else { Method::General };
    // Of a few sentences none is left out, unless less than usual is asked for.
    let words = context.document.tokens.iter().filter(|t| t.kind != TokenKind::Punctuation).count();
    let default_length = match length {
        SummaryLength::Sentences(n) if words <= SHORT && n >= USUAL => ranking.len().max(n),
        SummaryLength::Sentences(n) => n,
        SummaryLength::Words(budget) => within(context, &ranking, budget),
    };
    Summary { ranking, default_length, method }
}

/// How many sentences of `ranking` have at most `budget` words together; at least one.
fn within(context: &Context<'_>, ranking: &[Ranked], budget: usize) -> usize {
    let document = context.document;
    let mut words = 0;
    let fit = ranking.iter().take_while(|ranked| {
        let sentence = document.sentences[ranked.sentence.0 as usize].span.of(&document.text);
        words += sentence.split_whitespace().count();
        words <= budget
    });
    fit.count().max(1)
}

/// Sentences of a summary of which nobody said how long it is to be.
const USUAL: usize = 3;

/// An article of so many words is its own summary.
const SHORT: usize = 60;

/// By the trained networks.
fn learnt(resources: &Resources, context: &Context<'_>) -> Vec<Ranked> {
    let model = &resources.salience;
    let view = View::new(context, model);
    if view.ids.is_empty() {
        return Vec::new();
    }
    let whole = whole::Whole::new(context);
    let weights = model.networks.words.weigh(&weigh::observe(context, &view, &whole.quoted));
    let rows = observe::observe(context, &view, &whole, &weights);
    let width = rows.len() / view.ids.len();
    let parts = kind::parts(context, &view);
    let tokens = |&id: &SentenceId| context.document.sentence(id).tokens.len() as f32;
    let choices = select::rank(&select::Candidates {
        view: &view,
        scores: &model.networks.read(&rows, width),
        weights: &weights,
        lengths: &view.ids.iter().map(tokens).collect::<Vec<_>>(),
        bonus: &kind::bonus(context, &view, &whole),
        turns: &readable::turns(context, &view, &whole),
        parts: parts.as_deref(),
    });
    let ranked = choices.iter().map(|choice| Ranked {
        sentence: view.ids[choice.place],
        score: choice.score,
        because: because::of(model, &rows, width, choice, kind::lead(context, choice.place)),
    });
    ranked.collect()
}

/// By what needs no knowledge of the language.
fn by_shape(context: &Context<'_>) -> Vec<Ranked> {
    let document = context.document;
    let rankable = |id: &SentenceId| readable::is_rankable(document, *id);
    plain::rank(context, &document.sentence_ids().filter(rankable).collect::<Vec<_>>())
}

/// True if `sentence` opens with no word that leans on what stands before it, told by its words
/// alone.
pub fn opens_alone(sentence: &str) -> bool {
    readable::opens_alone(sentence)
}

/// What the model sees of an article, for training it.
#[derive(Clone, Debug)]
pub struct Observed {
    /// Sentences of the body, in text order.
    pub sentences: Vec<SentenceId>,
    /// A row of numbers for each of them.
    pub rows: Vec<f32>,
    /// Stems of the content words.
    pub stems: Vec<String>,
    /// A row of numbers for each of those.
    pub words: Vec<f32>,
    /// For each sentence its content words, by their places in `stems`, with their counts.
    pub bags: Vec<Vec<(u32, f32)>>,
    /// For each sentence the others that are like it, with the cosine.
    pub links: Vec<Vec<(u32, f32)>>,
    /// Sentences that may be chosen, at any time or after the one before.
    pub allowed: Vec<bool>,
    /// Sentences that wait for the one before.
    pub waits: Vec<bool>,
}

/// What `model` would see of an article.
pub fn observe(model: &Salience, context: &Context<'_>) -> Observed {
    let view = View::new(context, model);
    let whole = whole::Whole::new(context);
    let words = weigh::observe(context, &view, &whole.quoted);
    let weights = model.networks.words.weigh(&words);
    let rows = observe::observe(context, &view, &whole, &weights);
    let turns = readable::turns(context, &view, &whole);
    let stems = view.terms.into_iter().map(|t| t.stem).collect();
    Observed {
        allowed: turns.iter().map(|t| *t < select::Turn::Last).collect(),
        waits: turns.iter().map(|t| *t == select::Turn::After).collect(),
        sentences: view.ids,
        rows,
        stems,
        words,
        bags: view.bags,
        links: view.links,
    }
}
