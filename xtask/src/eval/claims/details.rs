//! What the project's own articles say of an attribution besides its words: who the source is, who
//! passed it on, inside which other it is reported, and how it is meant.
//!
//! Counted over the attributions whose content was matched (Jaccard of half at least). Most have
//! nothing special about them, so what is special is counted by itself too.

use nutgraf::engine::claim::{CertaintyLabel, Claim, Polarity};

use super::attributions::score::{Judged, Pair};
use super::attributions::{Article, Details, Reading};

/// What is compared.
pub(super) const WHAT: [&str; 7] =
    ["source name", "anonymous", "parent", "via", "cue class", "polarity", "certainty"];

/// How one of [`WHAT`] fares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Attributions compared.
    pub(super) n: usize,
    /// Those that agree.
    pub(super) right: usize,
    /// Marked as something else than usual.
    pub(super) special: usize,
    /// Of these, those that agree.
    pub(super) special_right: usize,
    /// Marked as usual and found as something else.
    pub(super) false_alarms: usize,
}

/// Both sides of a comparison, spelled out; an empty one is what is usual.
struct Sides {
    marked: String,
    found: String,
    right: bool,
}

/// Adds an article to `tallies`. What differs goes to `wrong`: what, the pair, both sides.
pub(super) fn add(
    article: &Article,
    reading: &Reading,
    judged: &Judged,
    tallies: &mut [Tally; WHAT.len()],
    mut wrong: impl FnMut(&str, &Pair, String),
) {
    for pair in judged.pairs.iter().filter(|pair| pair.likeness >= 0.5) {
        let Some(details) = &article.attributions[pair.marked].details else { continue };
        let claim = &reading.claims[pair.found];
        let parent = claim.parent.map(|parent| {
            let j = reading.ids.iter().position(|id| *id == parent);
            let pair = judged.pairs.iter().find(|p| Some(p.found) == j && p.likeness >= 0.5);
            pair.map(|pair| pair.marked)
        });
        for ((what, tally), sides) in
            WHAT.iter().zip(&mut *tallies).zip(sides(details, claim, parent))
        {
            tally.n += 1;
            tally.right += usize::from(sides.right);
            match sides.marked.is_empty() {
                true => tally.false_alarms += usize::from(!sides.right),
                false => {
                    tally.special += 1;
                    tally.special_right += usize::from(sides.right);
                }
            }
            if !sides.right {
                wrong(what, pair, format!("{:?}, found {:?}", sides.marked, sides.found));
            }
        }
    }
}

/// In the order of [`WHAT`]. `parent`: whether the claim has one, and which marked one that is.
fn sides(details: &Details, claim: &Claim, parent: Option<Option<usize>>) -> [Sides; WHAT.len()] {
    let same = |marked: String, found: String| {
        let right = marked == found;
        Sides { marked, found, right }
    };
    let said = |yes: bool, what: &str| if yes { what.to_owned() } else { String::new() };
    let names = |mut names: Vec<String>| {
        names.sort();
        names.join(", ")
    };
    let marked = details.name.as_deref().map_or_else(String::new, bare);
    let found = claim.source.name.as_deref().map_or_else(String::new, bare);
    let nameless = details.anonymous && claim.source.anonymous;
    let name = Sides { right: marked == found || nameless, marked, found };
    let number = |parent: usize| format!("in {}", parent + 1);
    let inside = parent.map_or_else(String::new, |p| p.map_or("in another".to_owned(), number));
    [
        name,
        same(said(details.anonymous, "anonymous"), said(claim.source.anonymous, "anonymous")),
        same(details.parent.map_or_else(String::new, number), inside),
        same(
            names(details.via.iter().map(|via| bare(via)).collect()),
            names(claim.via.iter().map(|via| bare(&via.name)).collect()),
        ),
        same(format!("{:?}", details.class), format!("{:?}", claim.cue_class)),
        same(
            said(details.polarity == Polarity::Negative, "negative"),
            said(claim.polarity == Polarity::Negative, "negative"),
        ),
        same(certainty(details.certainty), certainty(claim.certainty.label)),
    ]
}

fn certainty(label: CertaintyLabel) -> String {
    match label {
        CertaintyLabel::Asserted => String::new(),
        label => format!("{label:?}"),
    }
}

/// A name in lower case, without the article before it.
fn bare(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let without = ["the ", "a ", "an "].iter().find_map(|article| name.strip_prefix(article));
    without.map_or_else(|| name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_before_a_name_does_not_count() {
        assert_eq!(bare("The White  House"), bare("white house"));
        assert_eq!(bare("Anna"), "anna");
    }
}
