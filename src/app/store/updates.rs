//! What the workers did comes in here.

use std::sync::Arc;

use leptos::prelude::*;

use super::Store;
use crate::app::state::{self, Library};
use crate::app::strings;
use crate::report::{self, Article, Comparison};

impl Store {
    /// Takes in what the workers did.
    pub(super) fn take_in(self, updates: Vec<state::Update>) {
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
}
