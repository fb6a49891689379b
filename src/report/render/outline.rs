//! What Markdown and HTML have in common: an article's facts and claims in reading order.

use crate::report::{
    Article, CertaintyLabel, Claim, ClaimKind, Quotation, Report, Shared, Span, SummaryLine,
    Sureness, readable, summary_lines,
};

/// Outlet, byline, dates and genre, as far as they are known, joined for one line.
pub(super) fn facts(article: &Article) -> String {
    let m = &article.metadata;
    let mut facts: Vec<String> = m.outlet.iter().cloned().collect();
    if !m.bylines.is_empty() {
        facts.push(m.bylines.join(", "));
    }
    facts.push(m.published.clone().unwrap_or_else(|| "date not stated".to_owned()));
    facts.extend(m.updated.iter().map(|date| format!("updated {date}")));
    facts.push(m.genre.label.code().to_owned());
    facts.push(article.file.path.clone());
    facts.join(" · ")
}

/// The headline, or the file's name.
pub(super) fn title(article: &Article) -> &str {
    article.metadata.title.as_deref().unwrap_or(&article.file.name)
}

/// The sentences of the summary that is shown first, in document order, with the names that are put
/// in.
pub(super) fn summary(article: &Article) -> Vec<String> {
    let lines = summary_lines(article, article.summary.default_length);
    lines.iter().map(SummaryLine::text).collect()
}

/// Claims by speaker, under the words of a heading: in the order of each speaker's first claim.
pub fn by_speaker(article: &Article) -> Vec<(String, Vec<&Claim>)> {
    let mut groups: Vec<(String, Vec<&Claim>)> = Vec::new();
    for claim in &article.claims {
        let name = speaker(claim);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, claims)) => claims.push(claim),
            None => groups.push((name, vec![claim])),
        }
    }
    groups
}

/// The speaker's name for a heading.
pub(super) fn speaker(claim: &Claim) -> String {
    match (&claim.source.name, claim.kind) {
        (Some(name), ClaimKind::Authorial) => format!("{name} (author)"),
        (Some(name), ClaimKind::Attributed) if claim.source.anonymous => {
            format!("{name} (not named)")
        }
        (Some(name), ClaimKind::Attributed) => name.clone(),
        (None, ClaimKind::Authorial) => "The article itself".to_owned(),
        (None, ClaimKind::Attributed) => "Speaker not named".to_owned(),
    }
}

/// The words of several spans, pieces joined by an ellipsis.
pub(super) fn words(spans: &[Span]) -> String {
    readable(&spans.iter().map(|s| s.exact.as_str()).collect::<Vec<_>>().join(" … "))
}

/// The content as printed: in quotation marks if it is a quote.
pub(super) fn content(claim: &Claim) -> String {
    let words = readable(&claim.wording());
    if claim.quotation == Quotation::Direct { format!("“{words}”") } else { words }
}

/// What to say where the text of an article was not shared.
pub(super) fn not_shared(article: &Article) -> Option<String> {
    let rest = match article.shared {
        Shared::Whole => return None,
        Shared::Quotes => "What claims, summary and conflicts quote is here; […] is the rest.",
        Shared::Hashes => "Who claims something, and how, is here; […] stands for the words.",
    };
    let hash = article.text_sha256.as_deref().unwrap_or("not stated");
    Some(format!("The article's text was not shared. {rest} SHA-256 of the text: {hash}"))
}

/// How sure it is that source and content are right, in words and in figures.
pub(super) fn sureness(claim: &Claim) -> Option<String> {
    let percent = |c: f64| format!("{} ({:.0} %)", Sureness::of(c).words(), c * 100.0);
    claim.confidence.map(percent)
}

/// How it is attributed, how surely, and by way of whom, for one line.
pub(super) fn manner(claim: &Claim) -> String {
    let kind = match (claim.kind, claim.quotation) {
        (ClaimKind::Authorial, _) => "in the author's own voice",
        (_, Quotation::Direct) => "quote",
        (_, Quotation::Indirect) => "paraphrase",
        (_, Quotation::Mixed) => "quote and paraphrase",
    };
    let mut manner = vec![kind.to_owned()];
    if !claim.cue.is_empty() {
        manner.insert(0, words(&claim.cue));
    }
    if claim.certainty.label != CertaintyLabel::Asserted {
        manner.push(claim.certainty.label.code().to_owned());
    }
    let via: Vec<&str> = claim.via.iter().map(|v| v.name.as_str()).collect();
    if !via.is_empty() {
        manner.push(format!("via {}", via.join(", via ")));
    }
    manner.extend(sureness(claim));
    manner.join(" · ")
}

/// The same, and what a person did with the claim.
pub(super) fn manner_and_marks(claim: &Claim) -> String {
    let manner = std::iter::once(manner(claim));
    manner.chain(by_person(claim)).collect::<Vec<_>>().join(" · ")
}

/// What a person did with a claim: whether it was edited, the mark and the note.
fn by_person(claim: &Claim) -> Vec<String> {
    let Some(person) = &claim.person else { return Vec::new() };
    let edited = match (person.added, person.edits.is_empty()) {
        (true, _) => Some("added by a person".to_owned()),
        (false, false) => Some("edited by a person".to_owned()),
        (false, true) => None,
    };
    let mark = person.mark.as_ref().map(|mark| format!("marked: {}", mark.replace('_', " ")));
    let note = person.note.as_ref().map(|note| format!("note: {note}"));
    [edited, mark, note].into_iter().flatten().collect()
}

/// One line on the report as a whole.
pub(super) fn counts(report: &Report) -> String {
    let claims: usize = report.articles.iter().map(|a| a.claims.len()).sum();
    let plural =
        |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    format!("{}, {}", plural(report.articles.len(), "article"), plural(claims, "claim"))
}

/// Title of the article with that id, for a reference.
pub(super) fn title_of<'a>(articles: &'a [Article], id: &'a str) -> &'a str {
    articles.iter().find(|a| a.id == id).map_or(id, title)
}

/// The claim with those ids.
pub(super) fn find_claim<'a>(
    articles: &'a [Article],
    article: &str,
    claim: &str,
) -> Option<&'a Claim> {
    articles.iter().find(|a| a.id == article)?.claims.iter().find(|c| c.id == claim)
}
