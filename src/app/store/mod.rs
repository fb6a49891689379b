//! [`Store`]: the page's state as signals, and what the reader can do with it.
//!
//! One in context, copied freely. Components take from it the signal that they show; what happens
//! comes in through [`Store::take_in`], what the reader does goes out to the analyst.

mod background;
mod files;
mod names;
mod opening;
mod updates;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::analyst::Analyst;
pub(super) use super::place::{Open, Pane, Place, SpeakerNames, View};
use super::state::{ClaimFilter, ClaimIndex, EditLog, Library, OpenArticle, Passage, SearchState};
use crate::report::{Comparison, Shared, Sureness};

/// How long a line stands that needs no answer.
const BRIEFLY: Duration = Duration::from_secs(6);

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

    /// Says a line to the reader.
    pub(super) fn say(&self, line: impl Into<String>) {
        self.notice.set(Some(line.into()));
    }

    /// Says a line that needs no answer, and takes it away again.
    pub(super) fn say_briefly(&self, line: &'static str) {
        self.say(line);
        let notice = self.notice;
        let hide = move || {
            if notice.with_untracked(|now| now.as_deref() == Some(line)) {
                notice.set(None);
            }
        };
        set_timeout(hide, BRIEFLY);
    }

    /// Makes the articles ready to be searched, before somebody types.
    pub(super) fn prepare_search(&self) {
        let edits = self.edits.with_untracked(|log| log.edits().to_vec());
        self.ask(|analyst| analyst.search(String::new(), 0, edits));
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
        if format == "json" {
            self.edits.update(EditLog::keep);
        }
        self.ask(|analyst| analyst.export(format.to_owned(), shared, failures, edits));
    }
}

/// The store in context.
pub(super) fn store() -> Store {
    expect_context()
}
