//! Nutgraf reads a pile of news articles and shows who claims what, in whose words,
//! how surely, and going back to whom.
//!
//! # The way of an article
//! 1. [`engine::ingest`]: bytes of any readable format become a [`engine::ingest::SourceDocument`].
//! 2. [`engine::clean`]: the site's furniture goes out, title, byline and dates are found.
//! 3. [`engine::segment`]: paragraphs, sentences and tokens, as spans into one text.
//! 4. [`engine::entity`]: people, bodies and places, quantities and times.
//! 5. [`engine::claim`]: who says what, by which words, how surely, passed on by whom.
//! 6. [`engine::summarize`]: every sentence ranked, so that any prefix of the ranking is a summary.
//! 7. [`engine::compare`]: the same claim, a conflict, a shared origin over several articles.
//!
//! [`engine::analyze`] does 2 to 6 for one article.
//! [`report`] is the only road from the engine to the outside: plain JSON types, versioned.
//! `protocol` holds the messages between the page (`app`) and its workers (`worker`),
//! `cli` is the native command line; [`pdf`] reads PDF for whoever has it built in.
//!
//! # Direction
//! `app -> protocol -> report -> engine`, `worker -> protocol, report, engine`,
//! `cli -> report, engine`. The page never names the engine, so that lexicons and models are
//! linked into the worker's wasm alone. `tests/tidy.rs` checks these rules.
//!
//! # Example
//! ```
//! use nutgraf::engine::{self, Config, Resources, ingest::{self, Input}};
//!
//! let text = "The bridge will open in May, Mayor Ada Stone said on Tuesday.";
//! let source = ingest::ingest(Input::named("bridge.txt", text.as_bytes()))?;
//! let analysis = engine::analyze(&Resources::new(), &source, &Config::default(), &mut ())?;
//! let claim = &analysis.value.claims[0];
//! assert_eq!(claim.source.name.as_deref(), Some("Ada Stone"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod engine;

#[cfg(feature = "report")]
pub mod report;

#[cfg(any(feature = "pdf", feature = "report"))]
pub mod pdf;

#[cfg(feature = "worker")]
pub mod protocol;
#[cfg(feature = "worker")]
pub mod worker;

#[cfg(feature = "web")]
pub mod app;

#[cfg(feature = "cli")]
pub mod cli;
