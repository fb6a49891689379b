//! A page of its own, for reading and printing: no script, no request, nothing from outside.

use super::outline::{
    by_speaker, content, counts, facts, find_claim, manner_and_marks, not_shared, summary, title,
    title_of,
};
use crate::report::{
    Article, BlockKind, CLAIM_KINDS, Comparison, Passage, Report, error_rates, readable,
};

/// Paper and ink, one accent, as on the page; on paper ink alone, and no block is torn apart.
const STYLE: &str = "\
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#211f1c;--ink-2:#5b5750;--line:#dcd8cf;--accent:#1d4f7c}\
@media(prefers-color-scheme:dark){:root{--paper:#23211e;--ink:#ece7de;--ink-2:#b5aea2;--line:#413d38;--accent:#8fc0ea}}\
*{box-sizing:border-box}\
body{font:1.125rem/1.6 Charter,'Bitstream Charter',Georgia,'Noto Serif',serif;max-width:68ch;margin:0 auto;padding:2rem 1rem 4rem;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}\
h1,h2,h3,h4{line-height:1.25;margin:2rem 0 .5rem;text-wrap:balance}\
h1{font-size:2rem;margin-top:0}h2{font-size:1.5rem}h3{font:600 .875rem/1.4 system-ui,sans-serif;color:var(--ink-2)}h4{font-size:1.125rem}\
p{margin:.5rem 0}ul,ol{margin:.5rem 0;padding-inline-start:1.25rem}li{margin-block-end:.5rem}\
.facts,.manner,li small,blockquote small,.note{font:.8125rem/1.5 system-ui,sans-serif;color:var(--ink-2)}\
.manner{display:block}small{display:block}\
.note{border-inline-start:2px solid var(--accent);padding-inline-start:1rem}\
blockquote{margin:.5rem 0;padding-inline-start:1rem;border-inline-start:2px solid var(--line)}\
article{border-block-start:1px solid var(--line);margin-block-start:3rem}\
dl{margin:.5rem 0}dt{font-weight:600;margin-block-start:1rem}dd{margin:.25rem 0 .5rem 1rem}\
table{border-collapse:collapse;width:100%;font:.8125rem/1.5 system-ui,sans-serif}\
th,td{text-align:start;font-weight:400;padding:.25rem .75rem .25rem 0;border-block-end:1px solid var(--line)}thead{color:var(--ink-2)}\
@page{margin:20mm}\
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--ink-2:#444;--line:#bbb;--accent:#000}\
body{max-width:none;padding:0;font-size:11pt;line-height:1.45}article{break-before:page;border:0;margin:0}\
h1,h2,h3,h4,dt{break-after:avoid}dd,li,blockquote,.note{break-inside:avoid}}";

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
    if report.articles.iter().any(|a| !a.claims.is_empty()) {
        rates(&mut out);
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
    if let Some(note) = not_shared(article) {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", escape(&note)));
    }
    section(out, "h3", "Summary", summary(article).into_iter());
    if !article.claims.is_empty() {
        out.push_str("<h3>Claims by speaker</h3>\n<dl>\n");
        for (speaker, claims) in by_speaker(article) {
            out.push_str(&format!("<dt dir=\"auto\">{}</dt>\n", escape(&speaker)));
            for claim in claims {
                out.push_str(&format!(
                    "<dd dir=\"auto\">{} <span class=\"manner\">{}</span></dd>\n",
                    escape(&content(claim)),
                    escape(&manner_and_marks(claim))
                ));
            }
        }
        out.push_str("</dl>\n");
    }
    if not_shared(article).is_none() {
        out.push_str("<h3>Text</h3>\n");
        article.blocks.iter().for_each(|b| out.push_str(&block(b.kind, &b.span.exact)));
    }
    let removed = article
        .removed
        .iter()
        .filter(|r| !r.restored)
        .map(|r| format!("{} ({})", r.exact, r.reason));
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
            escape(&readable(&p.span.exact)),
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

/// How often claims are right, as measured.
fn rates(out: &mut String) {
    let rates = error_rates();
    let cell = |kind: &str, measures: &[&str]| {
        let found = rates.iter().find(|r| r.kind == kind && measures.contains(&r.measure));
        found.map_or("not measured".to_owned(), |rate| {
            let note = if rate.measure == "source_right" { " (the source)" } else { "" };
            format!("{:.0} %{note}", rate.share * 100.0)
        })
    };
    out.push_str(
        "<section><h2>How often claims are right</h2>\n<table><thead><tr><th>Claims</th>\
         <th>found, of those people marked</th><th>right, of those shown</th></tr></thead><tbody>\n",
    );
    for (kind, name) in CLAIM_KINDS {
        let (found, right) = (cell(kind, &["found"]), cell(kind, &["right", "source_right"]));
        out.push_str(&format!("<tr><th>{name}</th><td>{found}</td><td>{right}</td></tr>\n"));
    }
    out.push_str("</tbody></table>\n");
    let mut sets: Vec<String> = Vec::new();
    for rate in &rates {
        let provisional = if rate.status == "final" { "" } else { " Provisional figures." };
        let set = format!(
            "{} articles: {}, measured on {}.{provisional}",
            rate.articles, rate.set, rate.measured
        );
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    out.push_str(&format!("<p class=\"facts\">{}</p></section>\n", escape(&sets.join(" "))));
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
