//! Who speaks, over several articles: one name for one person or body.

use std::collections::BTreeMap;

use super::types::{Article, ClaimRef, Speaker};

/// The one name under which each claim's speaker goes.
pub(super) struct Names {
    /// Canonical name of each name in use, by its key.
    canonical: BTreeMap<String, String>,
    /// For each article and claim, the speaker's canonical name.
    claims: Vec<Vec<Option<String>>>,
}

impl Names {
    /// Reads the names of all articles.
    ///
    /// A surname goes to the one fuller name that ends in it; where two do, it stays by itself.
    pub(super) fn new(articles: &[Article<'_>]) -> Self {
        let mut fullest: BTreeMap<String, String> = BTreeMap::new();
        let speakers = articles.iter().flat_map(|a| &a.claims).filter_map(|c| c.speaker);
        let people = articles.iter().flat_map(|a| &a.entities).map(|e| e.name);
        for name in speakers.chain(people) {
            fullest.entry(key(name)).or_insert_with(|| name.to_owned());
        }
        let longer = Longer::new(&fullest);
        let canonical = fullest
            .iter()
            .map(|(key, name)| (key.clone(), longer.of(key).unwrap_or(name).to_owned()))
            .collect();
        let mut names = Self { canonical, claims: Vec::new() };
        let claims = articles.iter().map(|a| {
            let named = a.claims.iter().map(|c| c.speaker.filter(|_| !c.anonymous && !c.authorial));
            named.map(|s| s.map(|name| names.of(name).to_owned())).collect()
        });
        names.claims = claims.collect();
        names
    }

    /// The name under which `name` goes.
    pub(super) fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.canonical.get(&key(name)).map_or(name, String::as_str)
    }

    /// The speaker of a claim, if the article names one.
    pub(super) fn of_claim(&self, at: ClaimRef) -> Option<&str> {
        self.claims[at.article][at.claim].as_deref()
    }
}

/// A name for looking up: lower case, without article and possessive.
fn key(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.strip_suffix("'s").unwrap_or(bare).trim().to_owned()
}

/// The names of several words, by the last of them.
struct Longer<'a>(BTreeMap<&'a str, Vec<&'a str>>);

impl<'a> Longer<'a> {
    fn new(fullest: &'a BTreeMap<String, String>) -> Self {
        let mut by_ending: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (key, name) in fullest {
            if let Some((_, ending)) = key.rsplit_once(' ') {
                by_ending.entry(ending).or_default().push(name);
            }
        }
        Self(by_ending)
    }

    /// The one fuller name that ends in `name`, if there is exactly one.
    fn of(&self, name: &str) -> Option<&'a str> {
        match self.0.get(name)?.as_slice() {
            [one] if !name.is_empty() => Some(one),
            _ => None,
        }
    }
}

/// Everyone who is reported to have said something; who is in most articles first.
pub(super) fn find(articles: &[Article<'_>], names: &Names) -> Vec<Speaker> {
    let mut speakers: BTreeMap<&str, Speaker> = BTreeMap::new();
    for (article, a) in articles.iter().enumerate() {
        for (i, claim) in a.claims.iter().enumerate() {
            let at = ClaimRef { article, claim: i };
            let (Some(name), Some(printed)) = (names.of_claim(at), claim.speaker) else { continue };
            let speaker = speakers.entry(name).or_insert_with(|| Speaker {
                name: name.to_owned(),
                aliases: Vec::new(),
                roles: Vec::new(),
                claims: Vec::new(),
            });
            speaker.claims.push(at);
            if printed != name {
                add(&mut speaker.aliases, printed);
            }
            for role in claim.entity.into_iter().flat_map(|e| &a.entities[e].roles) {
                add(&mut speaker.roles, role.of(a.text));
            }
        }
    }
    let mut speakers: Vec<Speaker> = speakers.into_values().collect();
    speakers.iter_mut().for_each(|s| {
        s.aliases.sort();
        s.roles.sort();
    });
    speakers.sort_by_cached_key(|s| {
        let mut articles: Vec<usize> = s.claims.iter().map(|c| c.article).collect();
        articles.dedup();
        (std::cmp::Reverse((articles.len(), s.claims.len())), s.name.clone())
    });
    speakers
}

fn add(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}
