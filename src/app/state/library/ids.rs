//! [`Ids`]: articles by their ids in the report, where copies of one text are told apart.

use std::collections::BTreeMap;

/// Articles by their ids in the report.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    /// Keys of the articles by their ids.
    keys: BTreeMap<String, u32>,
    /// The number of the newest copy among the articles of each hash.
    copies: BTreeMap<String, usize>,
}

impl Ids {
    /// The id of an article that comes in.
    pub(super) fn give(&mut self, key: u32, hash: &str) -> String {
        let copies = self.copies.entry(hash.to_owned()).or_default();
        *copies += 1;
        let id = id_of_copy(hash, *copies);
        self.keys.entry(id.clone()).or_insert(key);
        id
    }

    /// Takes the id of an article back that goes.
    pub(super) fn take_back(&mut self, key: u32, hash: &str, id: &str) {
        if self.keys.get(id) == Some(&key) {
            self.keys.remove(id);
        }
        // A number comes back only with the last copy, so that no two have the same id.
        if let Some(copies) = self.copies.get_mut(hash)
            && id == id_of_copy(hash, *copies)
        {
            *copies -= 1;
        }
    }

    /// Takes in who has which id; the first, where two have the same.
    pub(super) fn set<'a>(&mut self, ids: impl DoubleEndedIterator<Item = (u32, &'a str)>) {
        self.keys = ids.rev().map(|(key, id)| (id.to_owned(), key)).collect();
    }

    /// The article with an id.
    pub(super) fn key_of(&self, id: &str) -> Option<u32> {
        self.keys.get(id).copied()
    }
}

/// The id of the nth article of one text.
fn id_of_copy(hash: &str, copy: usize) -> String {
    if copy <= 1 { hash.to_owned() } else { format!("{hash}-{copy}") }
}
