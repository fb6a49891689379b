//! [`Desk`]: the articles that a worker holds, by the page's names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::report::{self, Article, Edit};

/// The articles that a worker holds, by the page's names.
#[derive(Default)]
pub(super) struct Desk {
    /// The articles, as they were found.
    pub(super) articles: BTreeMap<u32, Article>,
}

/// Where an article lay before it was lent to a report.
pub(super) struct Place {
    /// Its id in the report.
    id: String,
    /// The page's name for it.
    key: u32,
    /// Its own id.
    own_id: String,
}

impl Desk {
    /// True if no article lacks words, so that none is to be joined with another.
    pub(super) fn is_whole(&self) -> bool {
        self.articles.values().all(|article| article.shared == report::Shared::Whole)
    }

    /// The id in a report of each article, by the page's names.
    pub(super) fn ids(&self) -> Vec<(u32, String)> {
        let ids = report::article_ids(&self.articles.values().collect::<Vec<_>>());
        self.articles.keys().copied().zip(ids).collect()
    }

    /// The articles as they stand with `edits` applied, with their ids in a report.
    pub(super) fn edited(&self, edits: &[Edit]) -> BTreeMap<u32, Cow<'_, Article>> {
        let stands = |(key, id): (u32, String)| {
            let article = &self.articles[&key];
            let article = if article.id == id {
                report::apply_to(article, edits)
            } else {
                let numbered = Article { id, ..article.clone() };
                Cow::Owned(report::apply_to(&numbered, edits).into_owned())
            };
            (key, article)
        };
        self.ids().into_iter().map(stands).collect()
    }

    /// The articles as they stand with `edits` applied, where their ids only matter to these.
    pub(super) fn standing(&self, edits: &[Edit]) -> BTreeMap<u32, Cow<'_, Article>> {
        if edits.is_empty() {
            return self.articles.iter().map(|(key, a)| (*key, Cow::Borrowed(a))).collect();
        }
        self.edited(edits)
    }

    /// Takes all articles off, for a report, and tells where they go again, in the report's order.
    pub(super) fn take(&mut self) -> (Vec<Article>, Vec<Place>) {
        let place = |(key, id): (u32, String)| {
            let own_id = self.articles[&key].id.clone();
            Place { id, key, own_id }
        };
        let mut places: Vec<Place> = self.ids().into_iter().map(place).collect();
        places.sort_by(|a, b| a.id.cmp(&b.id));
        (std::mem::take(&mut self.articles).into_values().collect(), places)
    }

    /// Puts the articles of a report back.
    pub(super) fn put_back(&mut self, articles: Vec<Article>, places: Vec<Place>) {
        for (article, Place { key, own_id, .. }) in articles.into_iter().zip(places) {
            self.articles.insert(key, Article { id: own_id, ..article });
        }
    }
}
