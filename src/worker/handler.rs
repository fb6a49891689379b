//! [`Handler`]: answers requests. Knows nothing of the browser, so that it is tested without one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::search;
use crate::engine::ingest::PdfReader;
use crate::engine::{Config, Observer, Resources, Stage, ingest};
use crate::protocol::{Bytes, Card, Command, Event, Parts, Request, RequestId};
use crate::report::{self, Article, Edit, Failure, Reception, Report};

/// A worker's state: what the engine knows, and, on the desk, the articles by the page's names.
pub struct Handler {
    resources: Resources,
    pdf: Option<Box<dyn PdfReader>>,
    desk: BTreeMap<u32, Article>,
}

impl Handler {
    /// A worker with an empty desk, that reads PDF with `pdf`.
    pub fn new(pdf: Option<Box<dyn PdfReader>>) -> Self {
        Self { resources: Resources::new(), pdf, desk: BTreeMap::new() }
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
                let article = serde_json::from_slice(&article).map_err(|e| e.to_string())?;
                self.desk.insert(key, article);
                Ok(())
            }
            Command::Restore { key, removed } => {
                let article = self.desk.get(&key).ok_or("the article is not there any more")?;
                let anew = report::restore(&self.resources, article, &removed)
                    .ok_or("the article is not whole, or was read by another version")?;
                let (card, json) = (card(&anew), Bytes::from(report::to_json(&anew)));
                self.desk.insert(key, anew);
                emit(Event::Restored { id, key, card, article: json });
                Ok(())
            }
            Command::Remove { keys } => {
                for key in keys {
                    self.desk.remove(&key);
                }
                Ok(())
            }
            Command::Compare { edits } => {
                self.compare(id, edits, emit);
                Ok(())
            }
            Command::Search { query, limit, edits } => {
                let (hits, total) = search::search(&self.edited(&edits), &query, limit as usize);
                emit(Event::Hits { id, hits, total: total as u32 });
                Ok(())
            }
            Command::Export { format, shared, failures, edits } => {
                let format = report::Format::from_name(&format)
                    .ok_or_else(|| format!("no such format: {format}"))?;
                let bytes = if self.is_whole() && shared == report::Shared::Whole {
                    self.lent(failures, edits, |report| report::render(report, format))
                } else {
                    let report = report::share(self.report(failures, edits), shared);
                    report::render(&report, format)
                };
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
        let ids = self.ids();
        let comparison = if self.is_whole() {
            // Nothing is to be joined: the articles stay where they are, however many.
            let mut articles: Vec<_> = self.edited(&edits).into_values().collect();
            articles.sort_by(|a, b| a.id.cmp(&b.id));
            (articles.len() > 1).then(|| report::compare_articles(&self.resources, &articles))
        } else {
            self.report(Vec::new(), edits).comparison
        };
        let comparison = Bytes::from(report::to_json_tight(&comparison));
        emit(Event::Compared { id, comparison, ids });
    }

    /// True if no article lacks words, so that none is to be joined with another.
    fn is_whole(&self) -> bool {
        self.desk.values().all(|article| article.shared == report::Shared::Whole)
    }

    /// Does something with a report of the very articles on the desk, none of which is to be joined:
    /// thousands are not copied for it.
    fn lent<T>(
        &mut self,
        failures: Vec<Failure>,
        edits: Vec<Edit>,
        run: impl FnOnce(&Report) -> T,
    ) -> T {
        let ids = self.ids();
        let keys = ids.iter().map(|(key, id)| (id.clone(), *key));
        let own: BTreeMap<String, (u32, String)> =
            keys.map(|(id, key)| (id, (key, self.desk[&key].id.clone()))).collect();
        let articles = std::mem::take(&mut self.desk).into_values().collect();
        let report = report::assemble(&self.resources, articles, failures, edits);
        let result = run(&report);
        for mut article in report.articles {
            let Some((key, id)) = own.get(&article.id) else { continue };
            article.id.clone_from(id);
            self.desk.insert(*key, article);
        }
        result
    }

    fn report(&self, failures: Vec<Failure>, edits: Vec<Edit>) -> Report {
        let articles = self.desk.values().cloned().collect();
        report::assemble(&self.resources, articles, failures, edits)
    }

    /// The articles as they stand with `edits` applied, by the page's names.
    fn edited(&self, edits: &[Edit]) -> BTreeMap<u32, Cow<'_, Article>> {
        let ids = report::article_ids(&self.desk.values().collect::<Vec<_>>());
        let mut edited = BTreeMap::new();
        for ((&key, article), id) in self.desk.iter().zip(ids) {
            let article = if article.id == id {
                report::apply_to(article, edits)
            } else {
                let numbered = Article { id, ..article.clone() };
                Cow::Owned(report::apply_to(&numbered, edits).into_owned())
            };
            edited.insert(key, article);
        }
        edited
    }

    /// The id in a report of each article, by the page's names.
    fn ids(&self) -> Vec<(u32, String)> {
        let ids = report::article_ids(&self.desk.values().collect::<Vec<_>>());
        self.desk.keys().copied().zip(ids).collect()
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
mod tests {
    use super::*;

    const ONE: &str = "Bridge to reopen in May\n\nThe harbour bridge will reopen in May, Mayor \
                       Ada Stone said on Tuesday. Repairs took two years and cost 4 million euros.";

    /// Hands `commands` to one worker, one after the other, and gives all it answers.
    fn answers(commands: Vec<Command>) -> Vec<Event> {
        let mut handler = Handler::new(None);
        let mut events = Vec::new();
        for (i, command) in commands.into_iter().enumerate() {
            let request = Request { id: RequestId(i as u32), command };
            handler.handle(request, &mut |event| events.push(event));
        }
        events
    }

    fn read(path: &str, bytes: &[u8]) -> Command {
        let bytes = Bytes::from(bytes.to_vec());
        Command::Read { path: path.to_owned(), bytes, parts: Parts::ALL }
    }

    fn export(shared: report::Shared) -> Command {
        let format = "json".to_owned();
        Command::Export { format, shared, failures: Vec::new(), edits: Vec::new() }
    }

    /// The JSON of an article read from `text`.
    fn article(path: &str, text: &str) -> Bytes {
        let events = answers(vec![read(path, text.as_bytes())]);
        let article = events.into_iter().find_map(|event| match event {
            Event::Article { article, .. } => Some(article),
            _ => None,
        });
        article.expect("the text is an article")
    }

    #[test]
    fn a_file_is_read_with_progress_and_then_finished() {
        let events = answers(vec![read("bridge.txt", ONE.as_bytes())]);
        assert!(matches!(events.first(), Some(Event::Progress { done: 0, .. })));
        assert!(matches!(events.last(), Some(Event::Finished { id: RequestId(0) })));
        let card = events.iter().find_map(|event| match event {
            Event::Article { card, .. } => Some(card),
            _ => None,
        });
        assert_eq!(card.map(|c| c.path.as_str()), Some("bridge.txt"));
    }

    #[test]
    fn a_file_that_is_no_text_fails_with_a_reason() {
        let events = answers(vec![read("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")]);
        let Some(Event::Failed { reason, .. }) = events.last() else { panic!("{events:?}") };
        assert!(reason.contains("PDF"), "{reason}");
    }

    #[test]
    fn an_export_reopens_with_the_same_articles() {
        let export = export(report::Shared::Whole);
        let one = article("a.txt", ONE);
        let two = article("b.txt", &ONE.replace("May", "June"));
        let mut events = answers(vec![
            Command::Add { key: 7, article: one.clone() },
            Command::Add { key: 9, article: two.clone() },
            export,
        ]);
        events.retain(|e| matches!(e, Event::Exported { .. }));
        let Some(Event::Exported { bytes, .. }) = events.pop() else { panic!("no export") };
        let reopened = answers(vec![read("report.json", &bytes)]);
        let mut articles: Vec<Bytes> = reopened
            .into_iter()
            .filter_map(|event| match event {
                Event::Article { article, .. } => Some(article),
                _ => None,
            })
            .collect();
        articles.sort();
        let mut expected = vec![one, two];
        expected.sort();
        assert_eq!(articles, expected);
    }

    #[test]
    fn an_export_of_quotes_says_so_on_the_card_when_it_is_reopened() {
        let one = Command::Add { key: 7, article: article("a.txt", ONE) };
        let events = answers(vec![one, export(report::Shared::Quotes)]);
        let bytes = events.into_iter().find_map(|event| match event {
            Event::Exported { bytes, .. } => Some(bytes),
            _ => None,
        });
        let card = |bytes: &[u8]| {
            let events = answers(vec![read("a.txt", bytes)]);
            let card = events.into_iter().find_map(|event| match event {
                Event::Article { card, .. } => Some(card),
                _ => None,
            });
            card.expect("there is an article in it")
        };
        let (shared, whole) =
            (card(&bytes.expect("an export was asked for")), card(ONE.as_bytes()));
        assert_eq!(shared.shared, report::Shared::Quotes);
        assert_eq!(shared.text_sha256, whole.text_sha256);
    }

    #[test]
    fn equal_files_get_ids_that_tell_them_apart() {
        let add = |key| Command::Add { key, article: article("a.txt", ONE) };
        let events = answers(vec![add(1), add(2), Command::Compare { edits: Vec::new() }]);
        let ids = events.into_iter().find_map(|event| match event {
            Event::Compared { ids, .. } => Some(ids),
            _ => None,
        });
        let ids = ids.expect("a comparison was asked for");
        assert_eq!(ids.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(ids[1].1, format!("{}-2", ids[0].1));
    }

    #[test]
    fn a_search_finds_passages_in_any_case() {
        let events = answers(vec![
            Command::Add { key: 1, article: article("a.txt", ONE) },
            Command::Search { query: "REPAIRS euros".to_owned(), limit: 5, edits: Vec::new() },
        ]);
        let hits = events.into_iter().find_map(|event| match event {
            Event::Hits { hits, .. } => Some(hits),
            _ => None,
        });
        let hits = hits.expect("a search was asked for");
        assert!(hits.iter().any(|h| h.excerpt.contains("cost 4 million euros")), "{hits:?}");
    }
}
