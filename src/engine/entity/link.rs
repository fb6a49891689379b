//! Names to referents: one for all the names of one person, body or place.
//!
//! A surname, first name or short form goes to the fuller name that it is a part of; an acronym to
//! the name whose initials it is. Where two people share a surname, title, the pronoun that
//! follows and who was spoken of last decide; where they do not, it goes to nobody.

use std::collections::HashMap;
use std::ops::Range;

use super::kinds::body_beside;
use super::names::{Name, is_acronym};
use super::referents::{Referent, Seen, gender_of_title};
use super::{EntityKind, MentionForm};
use crate::engine::lexicon::{Gender, Lexicon, Place};
use crate::engine::segment::Words;

/// What a name goes to.
pub(super) enum Link {
    /// The referent.
    To(usize),
    /// One of several; which, cannot be told.
    Unclear,
}

/// Keeps the referents and finds them by name.
pub(super) struct Names<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) words: &'a Words<'a>,
    pub(super) referents: Vec<Referent>,
    by_key: HashMap<String, usize>,
    /// Folded words of each named referent's fullest name.
    parts: Vec<(usize, Vec<String>)>,
}

impl<'a> Names<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, words: &'a Words<'a>) -> Self {
        let (referents, by_key, parts) = (Vec::new(), HashMap::new(), Vec::new());
        Self { lexicon, words, referents, by_key, parts }
    }

    /// Makes the referent of a name, unless there is one with this very name.
    pub(super) fn register(&mut self, name: &Name) -> usize {
        let text = self.text(name.tokens.clone());
        let parts = self.folded(name.tokens.clone());
        let key = match name.kind {
            EntityKind::Person if parts.len() > 1 => {
                format!("{} {}", parts[0], parts[parts.len() - 1])
            }
            EntityKind::Place => format!("{} @", parts.join(" ")),
            _ => parts.join(" "),
        };
        if let Some(&id) = self.by_key.get(&key) {
            let referent = &mut self.referents[id];
            let known = referent.name.as_ref().map_or(0, String::len);
            let shouts = text.chars().all(|c| !c.is_lowercase()) && !is_acronym_of(&text);
            if text.len() > known && !shouts {
                referent.name = Some(text);
            }
            if referent.kind == EntityKind::Other {
                referent.kind = name.kind;
            }
            return id;
        }
        let id = self.referents.len();
        let mut referent = Referent::new(Some(text), name.kind);
        if name.kind == EntityKind::Person {
            referent.learn_gender(self.lexicon.first_name(self.words.word(name.tokens.start)));
        } else {
            for i in name.tokens.clone() {
                referent.bodies.extend(self.lexicon.body_noun(self.words.lower(i)));
                referent.words.push(self.words.lower(i).to_owned());
            }
            if name.kind == EntityKind::Organisation && referent.bodies.is_empty() {
                let last = self.words.lower(name.tokens.end - 1);
                referent.bodies.extend(self.lexicon.body_name_word(last));
            }
        }
        referent.bodies.extend(body_beside(self.lexicon, self.words, &name.tokens));
        self.referents.push(referent);
        self.by_key.insert(key, id);
        self.parts.push((id, parts));
        id
    }

    /// The referent of a name in the text, made if it is new. `rank`: how near to mind a referent
    /// is. `pronoun`: the gender of the "he" or "she" that the clause goes on with.
    pub(super) fn link(
        &mut self,
        name: &Name,
        pronoun: Option<Gender>,
        rank: impl Fn(&Referent) -> f64,
    ) -> Link {
        let parts = self.folded(name.tokens.clone());
        if name.kind == EntityKind::Place && !self.may_be_surname(name, &parts) {
            // "shares in Stone", where "Stone Mills" is in the text and no town is called so.
            let listed = self.lexicon.place(&self.text(name.tokens.clone())).is_some();
            let body = (!listed).then(|| self.body(name, &parts)).flatten();
            return Link::To(body.unwrap_or_else(|| self.register(name)));
        }
        if self.is_family(name, &parts) {
            return Link::Unclear;
        }
        // "Stonewright, the homeware chain", whose founder is Ann Stonewright.
        let stated = self.by_key.get(&parts.join(" ")).filter(|_| parts.len() == 1);
        let stated = stated.filter(|&&id| self.referents[id].kind == EntityKind::Organisation);
        if body_beside(self.lexicon, self.words, &name.tokens).is_some() {
            return Link::To(self.register(name));
        }
        if let Some(&id) = stated.filter(|_| name.role.is_none()) {
            return Link::To(id);
        }
        let titled = name.role.clone().map(|role| self.title_gender(role));
        let mut people = self.bearers(name, &parts);
        if let Some(gender) = titled.flatten() {
            people.retain(|&id| !self.referents[id].contradicts(Some(gender)));
        }
        if people.len() > 1 && pronoun.is_some() {
            people.retain(|&id| !self.referents[id].contradicts(pronoun));
        }
        match people[..] {
            [] => {}
            [only] => {
                self.referents[only].learn_gender(titled.flatten());
                return Link::To(only);
            }
            _ => return self.nearest(self.words.word(name.tokens.end - 1), &people, rank),
        }
        Link::To(self.body(name, &parts).unwrap_or_else(|| self.register(name)))
    }

    /// "Ann Holland" is in the text, and "Holland" does not stand where places do.
    fn may_be_surname(&self, name: &Name, parts: &[String]) -> bool {
        let before = name.tokens.start.checked_sub(1).map_or("", |i| self.words.lower(i));
        let located =
            matches!(before, "in" | "at" | "from" | "to" | "near" | "across" | "," | "into");
        let surname = |(id, full): &(usize, Vec<String>)| {
            self.referents[*id].may_be_person() && full.len() > 1 && full.last() == parts.last()
        };
        parts.len() == 1 && !located && self.parts.iter().any(surname)
    }

    /// "the Stones".
    fn is_family(&self, name: &Name, parts: &[String]) -> bool {
        let Some(stem) = parts.last().and_then(|p| p.strip_suffix('s')) else { return false };
        let article = name.tokens.start > 0 && self.words.lower(name.tokens.start - 1) == "the";
        let surname = |(id, full): &(usize, Vec<String>)| {
            self.referents[*id].may_be_person() && full.last().is_some_and(|last| last == stem)
        };
        parts.len() == 1 && article && self.parts.iter().any(surname)
    }

    fn nearest(&self, word: &str, people: &[usize], rank: impl Fn(&Referent) -> f64) -> Link {
        const MARGIN: f64 = 0.5;
        const BARE: f64 = 1.5;
        let mut ranked: Vec<(f64, usize)> =
            people.iter().map(|&id| (rank(&self.referents[id]), id)).collect();
        // A report calls only one of a family by the bare surname.
        let bare = |id: usize| {
            let one = |s: &&Seen| s.form == MentionForm::Name && s.tokens.len() == 1;
            let same = |s: &&Seen| self.words.word(s.tokens.start) == word;
            self.referents[id].seen.iter().filter(one).filter(same).count()
        };
        let most = people.iter().map(|&id| bare(id)).max().unwrap_or(0);
        if most > 0 && people.iter().filter(|&&id| bare(id) == most).count() == 1 {
            for one in &mut ranked {
                one.0 += if bare(one.1) == most { BARE } else { 0.0 };
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        if ranked[0].0 - ranked[1].0 >= MARGIN { Link::To(ranked[0].1) } else { Link::Unclear }
    }

    /// The people with a fuller name that `parts` is the end or the beginning of.
    fn bearers(&self, name: &Name, parts: &[String]) -> Vec<usize> {
        if name.kind == EntityKind::Organisation && parts.len() > 1 || parts.len() > 2 {
            return Vec::new();
        }
        let word = self.words.word(name.tokens.start);
        let fits = |full: &[String]| {
            full.len() > parts.len()
                && (full.ends_with(parts)
                    || full.starts_with(parts)
                    || parts.len() == 1 && is_close(&full[full.len() - 1], &parts[0]))
        };
        let people = || self.parts.iter().filter(|(id, _)| self.referents[*id].may_be_person());
        let exact: Vec<usize> = people().filter(|(_, p)| fits(p)).map(|(id, _)| *id).collect();
        if !exact.is_empty() || parts.len() > 1 {
            return exact;
        }
        let nick = |id: &usize| {
            let full = self.referents[*id].name.as_deref().unwrap_or("");
            full.split(' ').next().is_some_and(|first| self.lexicon.is_nickname(word, first))
        };
        people().map(|(id, _)| *id).filter(|id| nick(id)).collect()
    }

    /// The body with a fuller name that `parts` is the beginning or the initials of.
    fn body(&self, name: &Name, parts: &[String]) -> Option<usize> {
        let word = self.words.word(name.tokens.start);
        let common = self.lexicon.place(word).is_some()
            || self.lexicon.is_organisation_word(self.words.lower(name.tokens.start))
            || self.lexicon.is_role_modifier(self.words.lower(name.tokens.start));
        let initials = name.tokens.len() == 1 && is_acronym(word);
        let bodies = || {
            let full = |p: &[String]| p.len() > parts.len().max(1);
            self.parts.iter().filter(move |(id, p)| self.referents[*id].may_be_body() && full(p))
        };
        let by_initials = bodies()
            .find(|(id, _)| {
                let full = self.referents[*id].name.as_deref().unwrap_or("");
                initials && has_initials(full, word)
            })
            .map(|(id, _)| *id);
        // "the Commission", "Rovers".
        let class = self.lexicon.body_name_word(self.words.lower(name.tokens.start));
        let by_end = || {
            let mut longer = bodies().filter(|(_, p)| parts.len() == 1 && p.ends_with(parts));
            let only = longer.next().filter(|_| class.is_some())?;
            longer.next().is_none().then_some(only.0)
        };
        by_initials.or_else(by_end).or_else(|| {
            let mut short = bodies().filter(|(_, p)| !common && p.starts_with(parts));
            let (id, _) = short.next()?;
            short.next().is_none().then_some(*id)
        })
    }

    fn title_gender(&self, role: Range<usize>) -> Option<Gender> {
        role.rev().find_map(|i| gender_of_title(self.words.lower(i)))
    }

    pub(super) fn text(&self, tokens: Range<usize>) -> String {
        let words = self.words.document().words(self.words.span(tokens));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of a name as they are compared; joined by hyphens they are one.
    fn folded(&self, tokens: Range<usize>) -> Vec<String> {
        let text = self.text(tokens);
        text.split(' ').map(fold).collect()
    }

    /// True for a country or its capital, which speaks as a body where it does what people do.
    pub(super) fn is_seat(&self, name: &Name) -> bool {
        let place = self.lexicon.place(&self.text(name.tokens.clone()));
        matches!(place, Some(Place::Country | Place::Capital))
    }
}

fn is_acronym_of(text: &str) -> bool {
    text.chars().count() <= 5
}

/// Lower case, without marks on letters and full stops, with one spelling for sounds that reports
/// transcribe in several ways.
fn fold(word: &str) -> String {
    let mut folded = String::new();
    for c in word.to_lowercase().chars() {
        let plain = match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ě' | 'ę' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ç' | 'ć' | 'č' => 'c',
            'š' | 'ś' | 'ş' => 's',
            'ž' | 'ź' | 'ż' => 'z',
            'ñ' | 'ń' | 'ň' => 'n',
            'ý' | 'ÿ' => 'y',
            'ł' => 'l',
            'ř' => 'r',
            'ğ' => 'g',
            'ť' => 't',
            'ď' | 'đ' => 'd',
            '.' => continue,
            c => c,
        };
        if !(plain == 'y' && folded.ends_with('y')) {
            folded.push(plain);
        }
    }
    for end in ["iy", "ii", "ij"] {
        if let Some(stem) = folded.strip_suffix(end) {
            return format!("{stem}y");
        }
    }
    folded
}

/// Two spellings of one long surname: alike but for one letter inside, neither first nor last.
fn is_close(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (long, short) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let longer = long.len() - short.len();
    let rest = (same + usize::from(longer == 0)).min(short.len());
    short.len() >= 7
        && longer <= 1
        && same > 0
        && same + 1 < short.len()
        && long[same + 1..] == short[rest..]
}

/// "International Atomic Energy Agency" and "IAEA".
fn has_initials(name: &str, acronym: &str) -> bool {
    let letters = acronym.chars().filter(|c| c.is_alphabetic());
    let initials = name.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase());
    initials.eq(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_of_one_name() {
        assert_eq!(fold("Zelenskyy"), fold("Zelenskiy"));
        assert_eq!(fold("Zelensky"), fold("Zelenskyy"));
        assert_eq!(fold("Perić"), "peric");
    }

    #[test]
    fn tells_a_spelling_from_another_name() {
        assert!(is_close("medvedev", "medwedev"));
        assert!(!is_close("petersen", "petersem"));
        assert!(!is_close("stone", "stane"));
    }

    #[test]
    fn reads_initials() {
        assert!(has_initials("Bank of the North", "BN"));
        assert!(!has_initials("Bank of the North", "BNA"));
    }
}
