//! Markdown, for reading and for notes.

use super::outline::{
    by_speaker, content, counts, facts, find_claim, manner_and_marks, not_shared, summary, title,
    title_of,
};
use crate::report::{Article, Comparison, Passage, Report, readable};

/// The report with `articles` in place of its own.
pub(super) fn render(report: &Report, articles: &[Article]) -> String {
    let mut out = format!("# Nutgraf report\n\n{}\n", counts(report));
    if let Some(comparison) = &report.comparison {
        across(&mut out, comparison, articles);
    }
    articles.iter().for_each(|a| article(&mut out, a));
    if !report.failures.is_empty() {
        out.push_str("\n## Not read\n\n");
        for failure in &report.failures {
            line(&mut out, "- ", &format!("{}: {}", failure.file.path, failure.reason));
        }
    }
    out
}

fn article(out: &mut String, article: &Article) {
    out.push_str(&format!("\n## {}\n\n", escape(title(article))));
    line(out, "", &facts(article));
    if let Some(note) = not_shared(article) {
        out.push('\n');
        line(out, "", &note);
    }
    let sentences = summary(article);
    if !sentences.is_empty() {
        out.push_str("\n### Summary\n\n");
        sentences.iter().for_each(|s| line(out, "- ", s));
    }
    if !article.claims.is_empty() {
        out.push_str("\n### Claims\n");
    }
    for (speaker, claims) in by_speaker(article) {
        out.push_str(&format!("\n**{}**\n\n", escape(&speaker)));
        for claim in claims {
            line(out, "- ", &format!("{} ({})", content(claim), manner_and_marks(claim)));
        }
    }
    let mut removed = article.removed.iter().filter(|r| !r.restored).peekable();
    if removed.peek().is_some() {
        out.push_str("\n### Taken out of the text\n\n");
        for removed in removed {
            line(out, "- ", &format!("{} ({})", removed.exact, removed.reason));
        }
    }
}

fn across(out: &mut String, comparison: &Comparison, articles: &[Article]) {
    let name = |id: &str| title_of(articles, id).to_owned();
    if !comparison.conflicts.is_empty() {
        out.push_str("\n## Conflicts\n\n");
    }
    for conflict in &comparison.conflicts {
        line(out, "- ", &conflict.explanation);
        let side = |p: &Passage| format!("“{}” ({})", readable(&p.span.exact), name(&p.article));
        line(out, "  - ", &side(&conflict.left));
        line(out, "  - ", &side(&conflict.right));
    }
    if !comparison.clusters.is_empty() {
        out.push_str("\n## Agreements\n\n");
    }
    for cluster in &comparison.clusters {
        let origins: Vec<&str> = cluster.origins.iter().map(|o| o.name.as_str()).collect();
        line(out, "- ", &format!("Goes back to: {}", origins.join("; ")));
        for at in &cluster.claims {
            if let Some(claim) = find_claim(articles, &at.article, &at.claim) {
                line(out, "  - ", &format!("{} ({})", content(claim), name(&at.article)));
            }
        }
    }
    if !comparison.copies.is_empty() {
        out.push_str("\n## Shared text\n\n");
    }
    for copies in &comparison.copies {
        let names: Vec<String> = copies.articles.iter().map(|id| name(id)).collect();
        let share = (copies.overlap * 100.0).round();
        line(out, "- ", &format!("{share} % of the words: {}", names.join(" / ")));
    }
}

/// One line of text that was not written as Markdown.
fn line(out: &mut String, prefix: &str, text: &str) {
    out.push_str(prefix);
    out.push_str(&escape(text));
    out.push('\n');
}

/// `text` on one line, with what Markdown would read as markup escaped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_in_articles_stays_text() {
        assert_eq!(escape("<b>*not* bold</b>\n"), "\\<b\\>\\*not\\* bold\\</b\\> ");
    }
}
