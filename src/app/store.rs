//! [`Store`]: the page's state as signals, and what the reader can do with it.
//!
//! One in context, copied freely. Components take from it the signal that they show; what happens
//! comes in through [`Store::take_in`], what the reader does goes out to the analyst.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::analyst::{Analyst, Input};
pub(super) use super::place::{Open, Pane, Place, SpeakerNames, View};
use super::state::{ClaimFilter, ClaimIndex, EditLog, Library, OpenArticle, Passage, SearchState};
use super::{browser, state, strings};
use crate::report::{self, Article, Comparison, Shared, Sureness, apply_to};

/// Articles whose parsed form is kept.
const KEPT_OPEN: usize = 4;
/// Comparison waits this long for more to happen.
const COMPARE_DELAY: Duration = Duration::from_millis(300);
/// Milliseconds of collecting claims before the page gets to breathe.
const SLICE: f64 = 12.0;
/// Pause between two such slices.
const INDEX_DELAY: Duration = Duration::from_millis(20);
/// Milliseconds between two drawings of the claims that were collected.
const SHOW_CLAIMS: f64 = 400.0;

/// The page's state.
#[derive(Clone, Copy)]
pub(super) struct Store {
    /// Files and articles.
    pub(super) library: RwSignal<Library>,
    /// What the middle shows.
    pub(super) view: RwSignal<View>,
    /// What a narrow screen shows.
    pub(super) pane: RwSignal<Pane>,
    /// The dialog that is open.
    pub(super) dialog: RwSignal<Option<Open>>,
    /// The article that is open.
    pub(super) open: RwSignal<Option<Arc<OpenArticle>>>,
    /// Where to scroll to in it.
    pub(super) jump: RwSignal<Option<Place>>,
    /// The claim that is chosen in it.
    pub(super) chosen: RwSignal<Option<String>>,
    /// Sentences in the summary.
    pub(super) length: RwSignal<usize>,
    /// True if what was taken out is shown.
    pub(super) show_removed: RwSignal<bool>,
    /// Claims of all articles.
    pub(super) claims: RwSignal<ClaimIndex>,
    /// Which of them are shown.
    pub(super) filter: RwSignal<ClaimFilter>,
    /// Claims less sure than this are hidden, in every view.
    pub(super) least: RwSignal<Sureness>,
    /// How much of the articles' words goes with an export.
    pub(super) shared: RwSignal<Shared>,
    /// The comparison, once made.
    pub(super) comparison: RwSignal<Option<Arc<Comparison>>>,
    /// True while a comparison is awaited.
    pub(super) comparing: RwSignal<bool>,
    /// What the reader changed.
    pub(super) edits: RwSignal<EditLog>,
    /// Words of the open article that the reader selected.
    pub(super) selected: RwSignal<Option<Passage>>,
    /// The claim in the margin that is being changed; `Some("")`: one that is being added.
    pub(super) editing: RwSignal<Option<String>>,
    /// The search.
    pub(super) search: RwSignal<SearchState>,
    /// A line for the reader.
    pub(super) notice: RwSignal<Option<String>>,
    analyst: StoredValue<Option<Analyst>, LocalStorage>,
    /// The article whose text was drawn last.
    pub(super) drawn: StoredValue<Option<Arc<OpenArticle>>>,
    kept: StoredValue<VecDeque<Arc<OpenArticle>>>,
    to_index: StoredValue<VecDeque<u32>>,
    /// Claims that were collected and are not in `claims` yet, and when the last came into it.
    collected: StoredValue<(ClaimIndex, f64)>,
    /// True while a call of [`Store::index_some`] is due.
    indexing: StoredValue<bool>,
    compare_timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
    n_pasted: StoredValue<u32>,
}

impl Store {
    /// An empty page; no worker is started yet.
    pub(super) fn new() -> Self {
        let store = Self {
            library: RwSignal::default(),
            view: RwSignal::default(),
            pane: RwSignal::default(),
            dialog: RwSignal::default(),
            open: RwSignal::default(),
            jump: RwSignal::default(),
            chosen: RwSignal::default(),
            length: RwSignal::new(3),
            show_removed: RwSignal::default(),
            claims: RwSignal::default(),
            filter: RwSignal::default(),
            least: RwSignal::default(),
            shared: RwSignal::default(),
            comparison: RwSignal::default(),
            comparing: RwSignal::default(),
            edits: RwSignal::default(),
            selected: RwSignal::default(),
            editing: RwSignal::default(),
            search: RwSignal::default(),
            notice: RwSignal::default(),
            analyst: StoredValue::new_local(None),
            drawn: StoredValue::default(),
            kept: StoredValue::default(),
            to_index: StoredValue::default(),
            collected: StoredValue::default(),
            indexing: StoredValue::default(),
            compare_timer: StoredValue::new_local(None),
            n_pasted: StoredValue::default(),
        };
        store.analyst.set_value(Some(Analyst::new(move |updates| store.take_in(updates))));
        store
    }

    pub(super) fn ask<T>(&self, question: impl FnOnce(&Analyst) -> T) -> Option<T> {
        self.analyst.with_value(|analyst| analyst.as_ref().map(question))
    }

    /// Takes in what the workers did.
    fn take_in(self, updates: Vec<state::Update>) {
        self.library.update(|library| updates.iter().for_each(|u| library.apply(u)));
        for update in updates {
            match update {
                state::Update::Article { key, .. } => {
                    self.to_index.update_value(|queue| queue.push_back(key));
                    self.restore_chosen(key);
                    if self.open.with_untracked(Option::is_none) {
                        self.open_article(key, None);
                    }
                }
                state::Update::Restored { key, .. } => {
                    self.drawn.set_value(None);
                    self.show_anew(&[key]);
                    self.compare_soon();
                }
                state::Update::Reopened { edits, .. } => {
                    self.edits.update(|log| log.take_in(&edits));
                    self.refresh(&edits);
                }
                state::Update::Compared { comparison, .. } => self.set_comparison(&comparison),
                state::Update::Exported { name } => self.say(strings::exported(&name)),
                state::Update::DeskFailed { what, reason } => {
                    self.comparing.set(false);
                    self.say(format!("{what}: {reason}."));
                }
                hits @ state::Update::Hits { .. } => {
                    self.search.update(|search| search.apply(&hits))
                }
                state::Update::Finished { .. }
                | state::Update::Failed { .. }
                | state::Update::Cancelled { .. } => {
                    if self.library.with_untracked(|l| l.progress().open == 0) {
                        self.compare_soon();
                    }
                }
                state::Update::Started { .. }
                | state::Update::Progress { .. }
                | state::Update::PartFailed { .. } => {}
            }
        }
        while self.join_one() {}
        self.index_soon();
    }

    /// Makes an article that was shared in part whole, if its original is here; false if none is.
    fn join_one(self) -> bool {
        let Some((shared, original)) = self.library.with_untracked(Library::joinable) else {
            return false;
        };
        let parsed = |key| {
            let json = self.ask(|analyst| analyst.article(key)).flatten()?;
            serde_json::from_slice::<Article>(&json).ok()
        };
        let joined = parsed(shared).zip(parsed(original)).and_then(|(s, o)| report::join(&s, &o));
        let Some(joined) = joined else { return false };
        let was_open = self
            .open
            .with_untracked(|o| o.as_ref().is_some_and(|o| o.key == shared || o.key == original));
        self.library.update(|library| library.join(shared, original));
        self.forget(&[original]);
        self.ask(|analyst| analyst.replace_article(shared, &report::to_json(&joined)));
        self.kept.update_value(|kept| kept.retain(|open| open.key != shared));
        self.to_index.update_value(|queue| queue.push_back(shared));
        if was_open {
            self.open.set(None);
            self.open_article(shared, None);
        }
        self.say(strings::joined(&untrack(|| self.title(shared))));
        self.compare_soon();
        true
    }

    fn set_comparison(&self, json: &[u8]) {
        let comparison = serde_json::from_slice::<Option<Comparison>>(json);
        self.comparing.set(false);
        match comparison {
            Ok(comparison) => self.comparison.set(comparison.map(Arc::new)),
            Err(error) => self.say(format!("{}: {error}.", strings::DESK_COMPARING)),
        }
    }

    /// Says a line to the reader.
    pub(super) fn say(&self, line: impl Into<String>) {
        self.notice.set(Some(line.into()));
    }

    /// Reads files: path, bytes in it, where they come from.
    pub(super) fn read(&self, files: Vec<(String, Option<u64>, Input)>) {
        let queued = self.library.try_update(|library| {
            let add = |(path, bytes, input): (String, Option<u64>, Input)| {
                (library.add_file(path.clone(), bytes), path, input)
            };
            files.into_iter().map(add).collect::<Vec<_>>()
        });
        self.ask(|analyst| analyst.read(queued.unwrap_or_default()));
    }

    /// Reads pasted text.
    pub(super) fn read_pasted(&self, text: String) {
        if text.trim().is_empty() {
            return;
        }
        self.n_pasted.update_value(|n| *n += 1);
        let name = strings::pasted_name(self.n_pasted.get_value());
        self.read(vec![(name, Some(text.len() as u64), Input::Text(text))]);
    }

    /// Reads files again that failed or were called off.
    pub(super) fn retry(&self, files: Vec<u32>) {
        for file in &files {
            let keys = self.library.with_untracked(|l| l.file(*file).map(|f| f.articles.clone()));
            self.forget(&keys.unwrap_or_default());
        }
        let files: Vec<u32> = self
            .library
            .try_update(|l| files.into_iter().filter(|file| l.retry(*file)).collect())
            .unwrap_or_default();
        self.ask(|analyst| analyst.retry(&files));
    }

    /// Calls off all reading.
    pub(super) fn cancel(&self) {
        self.ask(Analyst::cancel);
    }

    /// Takes an article out of the page.
    pub(super) fn remove_article(&self, key: u32) {
        self.forget(&[key]);
        self.compare_soon();
    }

    /// Takes a file out of the page, with its articles.
    pub(super) fn remove_file(&self, file: u32) {
        self.ask(|analyst| analyst.forget_files(&[file]));
        let keys = self.library.try_update(|library| library.remove_file(file));
        self.forget(&keys.unwrap_or_default());
        self.compare_soon();
    }

    /// Takes everything out of the page.
    pub(super) fn clear(&self) {
        self.cancel();
        let keys: Vec<u32> =
            self.library.with_untracked(|l| l.articles().map(|(key, _)| key).collect());
        self.forget(&keys);
        self.library.update(Library::clear);
        self.edits.set(EditLog::default());
        self.editing.set(None);
        self.selected.set(None);
        self.comparison.set(None);
        self.view.set(View::Article);
        self.pane.set(Pane::Reading);
    }

    fn forget(&self, keys: &[u32]) {
        if keys.is_empty() {
            return;
        }
        self.library.update(|l| keys.iter().for_each(|key| l.remove_article(*key)));
        self.claims.update(|claims| claims.remove(keys));
        self.collected.update_value(|(claims, _)| claims.remove(keys));
        self.drawn.set_value(None);
        self.kept.update_value(|kept| kept.retain(|open| !keys.contains(&open.key)));
        self.ask(|analyst| analyst.forget_articles(keys));
        let is_gone = |open: &Option<Arc<OpenArticle>>| {
            open.as_ref().is_some_and(|open| keys.contains(&open.key))
        };
        if self.open.with_untracked(is_gone) {
            self.open.set(None);
            let next = self.library.with_untracked(|l| l.articles().next().map(|(key, _)| key));
            if let Some(next) = next {
                self.open_article(next, None);
            }
        }
    }

    /// Opens an article, at a place in it.
    pub(super) fn open_article(&self, key: u32, place: Option<Place>) {
        let is_open = self.open.with_untracked(|o| o.as_ref().is_some_and(|o| o.key == key));
        if !is_open {
            let Some(open) = self.load(key) else {
                self.say(strings::OPEN_FAILED);
                return;
            };
            self.chosen.set(None);
            self.selected.set(None);
            self.editing.set(None);
            self.show_removed.set(false);
            self.length.set(open.article.summary.default_length.max(1));
            self.open.set(Some(open));
        }
        self.view.set(View::Article);
        if let Some(Place::Claim(claim)) = &place {
            self.chosen.set(Some(claim.clone()));
        }
        if place.is_some() {
            self.pane.set(Pane::Reading);
            self.jump.set(place);
        }
    }

    /// Opens an article by its id in the report.
    pub(super) fn open_by_id(&self, id: &str, place: Option<Place>) {
        if let Some(key) = self.library.with_untracked(|l| l.key_of(id)) {
            self.open_article(key, place);
        }
    }

    /// The article, parsed and laid out; the last few are kept.
    pub(super) fn load(&self, key: u32) -> Option<Arc<OpenArticle>> {
        let kept = self.kept.with_value(|kept| kept.iter().find(|o| o.key == key).cloned());
        if kept.is_some() {
            return kept;
        }
        let json = self.ask(|analyst| analyst.article(key)).flatten()?;
        let article: Article = serde_json::from_slice(&json).ok()?;
        let article = Article { id: self.id(key)?, ..article };
        let open =
            Arc::new(self.edits.with_untracked(|log| OpenArticle::new(key, article, log.edits())));
        self.kept.update_value(|kept| {
            kept.push_back(open.clone());
            if kept.len() > KEPT_OPEN {
                kept.pop_front();
            }
        });
        Some(open)
    }

    /// Id of an article in the report.
    pub(super) fn id(&self, key: u32) -> Option<String> {
        self.library.with_untracked(|l| l.article(key).map(|a| a.id.clone()))
    }

    /// Shows articles anew that the reader changed.
    pub(super) fn show_anew(self, keys: &[u32]) {
        self.kept.update_value(VecDeque::clear);
        let open = self.open.with_untracked(|open| open.as_ref().map(|open| open.key));
        if let Some(open) = open.filter(|key| keys.contains(key)).and_then(|key| self.load(key)) {
            self.open.set(Some(open));
        }
        self.to_index.update_value(|queue| queue.extend(keys));
        self.index_some();
    }

    /// Compares soon; again if something happens in the meantime.
    pub(super) fn compare_soon(self) {
        if let Some(timer) = self.compare_timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if self.library.with_untracked(Library::n_articles) < 2 {
            self.comparison.set(None);
        }
        self.comparing.set(self.library.with_untracked(Library::n_articles) > 1);
        let compare = move || {
            let edits = self.edits.with_untracked(|log| log.edits().to_vec());
            self.ask(|analyst| analyst.compare(edits));
        };
        let timer = set_timeout_with_handle(compare, COMPARE_DELAY).ok();
        self.compare_timer.set_value(timer);
    }

    /// Collects the claims of articles that came in, a few at a time.
    fn index_soon(self) {
        if self.indexing.get_value() || self.to_index.with_value(VecDeque::is_empty) {
            return;
        }
        self.indexing.set_value(true);
        let index = move || {
            self.indexing.set_value(false);
            self.index_some();
        };
        set_timeout(index, INDEX_DELAY);
    }

    fn index_some(self) {
        let begun = browser::now();
        while browser::now() - begun < SLICE {
            let Some(key) = self.to_index.try_update_value(VecDeque::pop_front).flatten() else {
                break;
            };
            if self.library.with_untracked(|l| l.article(key).is_none()) {
                continue;
            }
            let json = self.ask(|analyst| analyst.article(key)).flatten();
            let article = json.and_then(|json| serde_json::from_slice::<Article>(&json).ok());
            let article = article.zip(self.id(key)).map(|(article, id)| Article { id, ..article });
            if let Some(article) = article {
                let edited = self.edits.with_untracked(|log| apply_to(&article, log.edits()));
                self.collected.update_value(|(claims, _)| claims.add(key, &edited));
            }
        }
        // What shows claims is drawn anew for all of them: not at every few that come in.
        let is_due = self.to_index.with_value(VecDeque::is_empty)
            || self.collected.with_value(|(_, last)| begun - last >= SHOW_CLAIMS);
        if is_due {
            let taken = |c: &mut _| std::mem::replace(c, (ClaimIndex::default(), begun)).0;
            let collected = self.collected.try_update_value(taken).unwrap_or_default();
            if collected.n_articles() > 0 {
                self.claims.update(|claims| claims.take_in(collected));
            }
        }
        self.index_soon();
    }

    /// Searches all articles.
    pub(super) fn search_for(&self, query: String) {
        let words = query.trim().to_owned();
        self.search.update(|search| search.query = query);
        if words.is_empty() {
            self.search.update(|search| search.hits.clear());
        } else {
            let edits = self.edits.with_untracked(|log| log.edits().to_vec());
            self.ask(|analyst| analyst.search(words, 100, edits));
        }
    }

    /// Exports all articles in one of the report's forms.
    pub(super) fn export(&self, format: &str) {
        let failures = self.library.with_untracked(Library::failures);
        let edits = self.edits.with_untracked(|log| log.edits().to_vec());
        let shared = self.shared.get_untracked();
        self.ask(|analyst| analyst.export(format.to_owned(), shared, failures, edits));
    }

    /// A field of an article as it stands with the reader's changes, and whether the reader set it.
    pub(super) fn field(
        &self,
        key: u32,
        field: &str,
        original: Option<String>,
    ) -> (Option<String>, bool) {
        let id = self.library.with(|l| l.article(key).map(|a| a.id.clone())).unwrap_or_default();
        match self.edits.with(|log| log.set_value(&id, field)) {
            Some(value) => (value, true),
            None => (original, false),
        }
    }

    /// Title of an article as a list shows it.
    pub(super) fn title(&self, key: u32) -> String {
        let title = self.library.with(|l| l.article(key).map(|a| a.card.title.clone()));
        let path = || self.library.with(|l| l.article(key).map(|a| a.card.path.clone()));
        self.field(key, "title", title).0.or_else(path).unwrap_or_default()
    }

    /// Outlet of an article as a list shows it.
    pub(super) fn outlet(&self, key: u32) -> Option<String> {
        let outlet = self.library.with(|l| l.article(key).and_then(|a| a.card.outlet.clone()));
        self.field(key, "outlet", outlet).0
    }

    /// "Outlet · title" of an article, by its id in the report.
    pub(super) fn name_by_id(&self, id: &str) -> String {
        let Some(key) = self.library.with(|l| l.key_of(id)) else { return id.to_owned() };
        match self.outlet(key) {
            Some(outlet) => format!("{outlet} · {}", self.title(key)),
            None => self.title(key),
        }
    }
}

/// The store in context.
pub(super) fn store() -> Store {
    expect_context()
}
