//! Features that markup gives: where a block stands, and how the blocks look that stand in the same
//! way. Those of one path are mostly all the article's or all furniture.

use std::collections::BTreeMap;

use super::Names;
use super::{Candidate, Facts, PageView, size};
use crate::engine::clean::shape::ends_sentence;
use crate::engine::ingest::Place;

/// Words of candidates that stand in the same way.
#[derive(Clone, Copy, Default)]
pub(super) struct Alike {
    n: usize,
    words: usize,
    good: usize,
    main: usize,
}

impl Alike {
    fn add(&mut self, facts: &Facts) {
        self.n += 1;
        self.words += facts.n_words;
        self.good += if facts.is_good && facts.is_main { facts.n_words } else { 0 };
        self.main += if facts.is_main { facts.n_words } else { 0 };
    }

    /// How it looks without `facts` itself: how much of the article is alike, and how good it is.
    fn without(self, facts: &Facts, all_good: usize) -> String {
        let words = self.words - facts.n_words;
        let own = if facts.is_good && facts.is_main { facts.n_words } else { 0 };
        let good = self.good - own;
        let part = |n: usize, of: usize| (n * 4).checked_div(of).unwrap_or(0);
        let share = match good * 100 / (all_good - own).max(1) {
            0 => 0,
            1..5 => 1,
            5..25 => 2,
            25..60 => 3,
            _ => 4,
        };
        match self.n {
            1 => "alone".to_owned(),
            n => format!("{share}:{}:{}", part(good, words.max(1)), n.min(9) / 3),
        }
    }
}

pub(super) fn alike(
    candidates: &[Candidate<'_>],
    facts: &[Facts],
    of: impl Fn(&Place) -> u32,
) -> BTreeMap<u32, Alike> {
    let mut alike: BTreeMap<u32, Alike> = BTreeMap::new();
    for (candidate, facts) in candidates.iter().zip(facts) {
        if let Some(place) = &candidate.place {
            alike.entry(of(place)).or_default().add(facts);
        }
    }
    alike
}

impl PageView<'_> {
    /// What it has in common with others.
    pub(super) fn company(&self, i: usize, place: Place, names: Names<'_>) {
        let facts = &self.facts[i];
        let path = self.paths.get(&place.path).copied().unwrap_or_default();
        let element = self.elements.get(&place.element).copied().unwrap_or_default();
        let (path, element) =
            (path.without(facts, self.n_good), element.without(facts, self.n_good));
        names(format_args!("path:{path}"));
        names(format_args!("path:{path}:{}", facts.is_good));
        names(format_args!("path size:{path}:{}", size(facts.n_words)));
        names(format_args!("element:{element}:{}", facts.is_good));
        let main = place.main >= 50;
        names(format_args!("path main:{path}:{main}:{}", facts.n_words >= 8));
        let pictures = format!("{}:{}", place.below_picture, place.above_picture);
        names(format_args!("pictures:{pictures}:{}", size(facts.n_words)));
        let ends = ends_sentence(self.candidates[i].text);
        names(format_args!("picture:{}:{ends}:{}", place.below_picture, facts.n_words >= 8));
        let share = path.split(':').next().unwrap_or("");
        names(format_args!("picture path:{}:{share}", place.below_picture));
    }

    /// What the markup says.
    pub(super) fn place(&self, i: usize, place: Place, names: Names<'_>) {
        let facts = &self.facts[i];
        let main = match place.main {
            0 => 0,
            1..50 => 1,
            50..90 => 2,
            _ => 3,
        };
        let links = match place.links {
            0 => 0,
            1..12 => 1,
            12..34 => 2,
            34..67 => 3,
            _ => 4,
        };
        let beside = match place.beside {
            0 => 0,
            1..10 => 1,
            10..40 => 2,
            _ => 3,
        };
        let (size, good) = (size(facts.n_words), facts.is_good);
        names(format_args!("main:{main}"));
        names(format_args!("main:{main}:{good}"));
        names(format_args!("main:{main}:{size}:{links}"));
        names(format_args!("main beside:{main}:{beside}:{good}"));
        names(format_args!("links:{links}:{}", ends_sentence(self.candidates[i].text)));
        names(format_args!("beside:{beside}:{size}"));
        names(format_args!("depth:{}:{}", place.depth.min(7), main == 3));
        names(format_args!("level:{}:{beside}", place.level));
        names(format_args!("bold:{}:{size}", place.bold / 34));
        for mark in place.near.names() {
            names(format_args!("in:{mark}"));
            names(format_args!("in:{mark}:{main}:{}", facts.n_words >= 8));
        }
        if self.has_body_mark {
            let inside = place.near.has("itemprop") || place.outer.has("itemprop");
            names(format_args!("body mark:{inside}:{good}"));
        }
    }
}
