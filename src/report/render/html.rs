//! A page of its own, for reading and printing: no script, no request, nothing from outside.

use super::outline::{
    by_speaker, content, counts, facts, find_claim, manner, summary, title, title_of,
};
use crate::report::{Article, BlockKind, Comparison, Passage, Report};

const STYLE: &str = "body{font:1rem/1.6 Charter,Georgia,serif;max-width:68ch;margin:2rem auto;\
padding:0 1rem;color:#1d1b18;background:#fdfcf9}h1,h2,h3{line-height:1.25}\
.facts,.manner,li small{font:.85rem system-ui,sans-serif;color:#5b564e}\
blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:2px solid #b9b2a6}\
article{break-before:page}dt{font-weight:600;margin-block-start:1rem}dd{margin:.25rem 0 .25rem 1rem}\
@media(prefers-color-scheme:dark){body{color:#e8e4dc;background:#24211d}\
.facts,.manner,li small{color:#aca598}}@media print{body{background:#fff;color:#000;max-width:none}}";

/// The report with `articles` in place of its own.
pub(super) fn render(report: &Report, articles: &[Article]) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Nutgraf report</title>\
         <style>{STYLE}</style></head><body>\n<header><h1>Nutgraf report</h1>\
         <p class=\"facts\">{}</p></header>\n<main>\n",
        counts(report)
    );
    if let Some(comparison) = &report.comparison {
        across(&mut out, comparison, articles);
    }
    articles.iter().for_each(|a| article(&mut out, a));
    if !report.failures.is_empty() {
        let items = report.failures.iter().map(|f| format!("{}: {}", f.file.path, f.reason));
        section(&mut out, "h2", "Not read", items);
    }
    out.push_str("</main></body></html>\n");
    out
}

fn article(out: &mut String, article: &Article) {
    out.push_str(&format!(
        "<article><h2 dir=\"auto\">{}</h2><p class=\"facts\" dir=\"auto\">{}</p>\n",
        escape(title(article)),
        escape(&facts(article))
    ));
    section(out, "h3", "Summary", summary(article).into_iter());
    if !article.claims.is_empty() {
        out.push_str("<h3>Claims by speaker</h3>\n<dl>\n");
        for (speaker, claims) in by_speaker(article) {
            out.push_str(&format!("<dt dir=\"auto\">{}</dt>\n", escape(&speaker)));
            for claim in claims {
                out.push_str(&format!(
                    "<dd dir=\"auto\">{} <span class=\"manner\">{}</span></dd>\n",
                    escape(&content(claim)),
                    escape(&manner(claim))
                ));
            }
        }
        out.push_str("</dl>\n");
    }
    out.push_str("<h3>Text</h3>\n");
    article.blocks.iter().for_each(|b| out.push_str(&block(b.kind, &b.span.exact)));
    let removed = article.removed.iter().map(|r| format!("{} ({})", r.exact, r.reason));
    section(out, "h3", "Taken out of the text", removed);
    out.push_str("</article>\n");
}

fn block(kind: BlockKind, text: &str) -> String {
    let text = escape(text);
    match kind {
        BlockKind::Title | BlockKind::Heading => format!("<h4 dir=\"auto\">{text}</h4>\n"),
        BlockKind::Quote => format!("<blockquote dir=\"auto\">{text}</blockquote>\n"),
        BlockKind::ListItem => format!("<ul><li dir=\"auto\">{text}</li></ul>\n"),
        BlockKind::Subtitle | BlockKind::Caption => {
            format!("<p class=\"facts\" dir=\"auto\">{text}</p>\n")
        }
        BlockKind::Paragraph => format!("<p dir=\"auto\">{text}</p>\n"),
    }
}

fn across(out: &mut String, comparison: &Comparison, articles: &[Article]) {
    let side = |p: &Passage| {
        format!(
            "<blockquote dir=\"auto\">{} <small>{}</small></blockquote>",
            escape(&p.span.exact),
            escape(title_of(articles, &p.article))
        )
    };
    if !comparison.conflicts.is_empty() {
        out.push_str("<h2>Conflicts</h2>\n");
    }
    for conflict in &comparison.conflicts {
        let explanation = escape(&conflict.explanation);
        out.push_str(&format!("<p dir=\"auto\">{explanation}</p>\n"));
        out.push_str(&side(&conflict.left));
        out.push_str(&side(&conflict.right));
    }
    if !comparison.clusters.is_empty() {
        out.push_str("<h2>Agreements</h2>\n");
    }
    for cluster in &comparison.clusters {
        let origins: Vec<&str> = cluster.origins.iter().map(|o| o.name.as_str()).collect();
        let head = format!("Goes back to: {}", origins.join("; "));
        let wordings = cluster.claims.iter().filter_map(|at| {
            let claim = find_claim(articles, &at.article, &at.claim)?;
            Some(format!("{} — {}", content(claim), title_of(articles, &at.article)))
        });
        section(out, "h3", &head, wordings);
    }
}

/// A heading and a list, or nothing where the list is empty.
fn section(out: &mut String, head: &str, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> =
        items.map(|i| format!("<li dir=\"auto\">{}</li>\n", escape(&i))).collect();
    if !items.is_empty() {
        let title = escape(title);
        out.push_str(&format!("<{head}>{title}</{head}>\n<ul>\n{}</ul>\n", items.concat()));
    }
}

/// `text` as the text of an element or attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
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
        assert_eq!(escape("<img onerror='x'>&"), "&lt;img onerror=&#39;x&#39;&gt;&amp;");
    }
}
