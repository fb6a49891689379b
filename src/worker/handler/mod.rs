//! [`Handler`]: answers requests. Knows nothing of the browser, so that it is tested without one.

mod desk;

use std::ops::ControlFlow;

use super::search::SearchIndex;
use crate::engine::ingest::PdfReader;
use crate::engine::{Config, Observer, Resources, Stage, ingest};
use crate::protocol::{Bytes, Card, Command, Event, Parts, Request, RequestId};
use crate::report::{self, Article, Edit, Failure, Reception};
use desk::Desk;

/// A worker's state: what the engine knows, and, on the desk, the articles by the page's names.
pub struct Handler {
    resources: Resources,
    pdf: Option<Box<dyn PdfReader>>,
    desk: Desk,
    index: SearchIndex,
}

impl Handler {
    /// A worker with an empty desk, that reads PDF with `pdf`.
    pub fn new(pdf: Option<Box<dyn PdfReader>>) -> Self {
        Self {
            resources: Resources::new(),
            pdf,
            desk: Desk::default(),
            index: SearchIndex::default(),
        }
    }

    /// Answers `request` with any number of events, the last of which is `Finished` or `Failed`.
    pub fn handle(&mut self, request: Request, emit: &mut dyn FnMut(Event)) {
        let id = request.id;
        match self.answer(request, emit) {
            Ok(()) => emit(Event::Finished { id }),
            Err(reason) => emit(Event::Failed { id, reason }),
        }
    }

    fn answer(&mut self, request: Request, emit: &mut dyn FnMut(Event)) -> Result<(), String> {
        let id = request.id;
        match request.command {
            Command::Read { bytes, .. } if report::is_report(&bytes) => reopen(id, &bytes, emit),
            Command::Read { path, bytes, parts } => self.read(id, &path, &bytes, parts, emit),
            Command::Add { key, article } => {
                let article: Article =
                    serde_json::from_slice(&article).map_err(|e| e.to_string())?;
                // What was read piece by piece has room to grow, a quarter of it all; its copy has
                // none.
                self.desk.articles.insert(key, article.clone());
                self.index.forget(key);
                Ok(())
            }
            Command::Restore { key, removed } => {
                let article =
                    self.desk.articles.get(&key).ok_or("the article is not there any more")?;
                let anew = report::restore(&self.resources, article, &removed)
                    .ok_or("the article is not whole, or was read by another version")?;
                let (card, json) = (card(&anew), Bytes::from(report::to_json(&anew)));
                self.desk.articles.insert(key, anew);
                self.index.forget(key);
                emit(Event::Restored { id, key, card, article: json });
                Ok(())
            }
            Command::Remove { keys } => {
                for key in keys {
                    self.desk.articles.remove(&key);
                    self.index.forget(key);
                }
                Ok(())
            }
            Command::Compare { edits } => {
                self.compare(id, edits, emit);
                Ok(())
            }
            Command::Search { query, limit, edits } => {
                let desk = self.desk.standing(&edits);
                let (hits, total) = self.index.search(&desk, &edits, &query, limit as usize);
                emit(Event::Hits { id, hits, total: total as u32 });
                Ok(())
            }
            Command::Export { format, shared, failures, edits } => {
                let format = report::Format::from_name(&format)
                    .ok_or_else(|| format!("no such format: {format}"))?;
                let bytes = self.export(format, shared, failures, edits);
                emit(Event::Exported { id, bytes: Bytes::from(bytes) });
                Ok(())
            }
        }
    }

    fn read(
        &self,
        id: RequestId,
        path: &str,
        bytes: &[u8],
        parts: Parts,
        emit: &mut dyn FnMut(Event),
    ) -> Result<(), String> {
        let input = ingest::Input::named(path, bytes);
        let readers = ingest::Readers { pdf: self.pdf.as_deref(), ..Default::default() };
        let mut reading = Reading { id, input, parts, n_parts: None, seen: 0, failure: None, emit };
        report::analyze_file(&self.resources, input, readers, &Config::default(), &mut reading);
        match reading.failure {
            Some(reason) => Err(reason),
            None if reading.seen == 0 && parts == Parts::ALL => {
                Err(ingest::IngestError::Empty.to_string())
            }
            None => Ok(()),
        }
    }

    /// Compares the desk's articles, numbered as in a report.
    fn compare(&self, id: RequestId, edits: Vec<Edit>, emit: &mut dyn FnMut(Event)) {
        let (ids, desk) = (self.desk.ids(), &self.desk);
        let comparison = if desk.is_whole() {
            // Nothing is to be joined: the articles stay where they are, however many.
            let mut articles: Vec<_> = desk.edited(&edits).into_values().collect();
            articles.sort_by(|a, b| a.id.cmp(&b.id));
            (articles.len() > 1).then(|| report::compare_articles(&self.resources, &articles))
        } else {
            let articles = desk.articles.values().cloned().collect();
            report::assemble(&self.resources, articles, Vec::new(), edits).comparison
        };
        let comparison = Bytes::from(report::to_json_tight(&comparison));
        emit(Event::Compared { id, comparison, ids });
    }

    /// The report of all articles in a form, with as many of their words as are `shared`.
    fn export(
        &mut self,
        format: report::Format,
        shared: report::Shared,
        failures: Vec<Failure>,
        edits: Vec<Edit>,
    ) -> Vec<u8> {
        let resources = &self.resources;
        let assemble = |articles| report::assemble(resources, articles, failures, edits);
        if self.desk.is_whole() && shared == report::Shared::Whole {
            // Nothing is to be joined or cut: thousands are lent to the report, and not copied.
            let (articles, places) = self.desk.take();
            let report = assemble(articles);
            let bytes = report::render(&report, format);
            self.desk.put_back(report.articles, places);
            return bytes;
        }
        let articles = self.desk.articles.values().cloned().collect();
        report::render(&report::share(assemble(articles), shared), format)
    }
}

/// Reads a report: its articles first, then what else is in it.
fn reopen(id: RequestId, bytes: &[u8], emit: &mut dyn FnMut(Event)) -> Result<(), String> {
    let report = report::read(bytes).map_err(|e| e.to_string())?;
    for article in &report.articles {
        emit(article_event(id, article));
    }
    emit(Event::Reopened { id, failures: report.failures, edits: report.edits });
    Ok(())
}

fn article_event(id: RequestId, article: &Article) -> Event {
    let bytes = Bytes::from(report::to_json(article));
    Event::Article { id, card: card(article), article: bytes }
}

/// What a list shows of `article`.
fn card(article: &Article) -> Card {
    let titled = article.metadata.title.is_some();
    Card {
        title: article.metadata.title.clone().unwrap_or_else(|| article.file.name.clone()),
        titled,
        outlet: article.metadata.outlet.clone(),
        published: article.metadata.published.clone(),
        path: article.file.path.clone(),
        hash: article.file.sha256.get(..16).unwrap_or_default().to_owned(),
        shared: article.shared,
        text_sha256: report::text_sha256(article),
        claims: article.claims.len() as u32,
        words: article.text.split_whitespace().count() as u32,
        removed: article.removed.len() as u32,
    }
}

/// Hands what a file gives to the page, and tells it how far the request has come.
struct Reading<'a> {
    id: RequestId,
    /// The file.
    input: ingest::Input<'a>,
    /// The parts that are asked for.
    parts: Parts,
    /// How many there are in all; counted when the file turns out to have several.
    n_parts: Option<usize>,
    /// Articles and failures so far.
    seen: usize,
    /// Why the file as a whole could not be read, or not to its end.
    failure: Option<String>,
    emit: &'a mut dyn FnMut(Event),
}

impl Reception for Reading<'_> {
    fn wants(&mut self, part: usize, path: &str) -> bool {
        let part = u32::try_from(part).unwrap_or(u32::MAX);
        let wanted = self.parts.holds(part);
        if wanted && path != self.input.path {
            let input = self.input;
            let count = || ingest::count_parts(input, ingest::Limits::default());
            let of = u32::try_from(*self.n_parts.get_or_insert_with(count)).unwrap_or(u32::MAX);
            (self.emit)(Event::Part { id: self.id, part, of, path: path.to_owned() });
        }
        wanted
    }

    fn take(&mut self, outcome: Result<Article, Failure>) -> ControlFlow<()> {
        self.seen += 1;
        match outcome {
            Ok(article) => (self.emit)(article_event(self.id, &article)),
            Err(failure) if failure.file.path == self.input.path => {
                self.failure = Some(failure.reason)
            }
            Err(failure) => (self.emit)(Event::PartFailed { id: self.id, failure }),
        }
        ControlFlow::Continue(())
    }
}

impl Observer for Reading<'_> {
    fn begins(&mut self, stage: Stage) -> bool {
        let done = Stage::ALL.iter().position(|&s| s == stage).unwrap_or_default() as u32;
        (self.emit)(Event::Progress { id: self.id, done, total: Stage::ALL.len() as u32 });
        true
    }
}

#[cfg(test)]
mod tests;
