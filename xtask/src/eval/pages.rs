//! Articles out of files: web pages, whole pages as plain text, and files of every format.
//!
//! The measure of the pages is that of the Article Extraction Benchmark (Scrapinghub, 2020): 4-grams
//! of words, counted. Precision and recall of a page are shared / found and shared / true; their
//! means over the pages make F1. A page is exact if all its 4-grams are right. In: `ingest/pages/*.html.gz`
//! with `ingest/pages.truth.json`; what is absent is named. What pages say of title, author, date and outlet:
//! [`super::facts`]. Pages of others: [`super::readability`]. Files of other formats: [`super::formats`].

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use dom_query::{Document, NodeRef};
use nutgraf::engine::Resources;
use nutgraf::engine::clean::clean;
use nutgraf::engine::ingest::{Format, Input, SourceDocument, SourceMetadata, ingest, ingest_row};
use nutgraf::engine::text::BlockKind;
use serde::Deserialize;

use super::data;
use super::host::seconds;
use super::table::{Row, Table, Use};

/// Passes over a page, of which the fastest counts: the machine is seldom idle.
const PASSES: usize = 5;

/// A page and its article.
pub(super) struct Page {
    pub(super) name: String,
    pub(super) html: String,
    truth: String,
}

/// What the runs in wasm printed; `None` where they could not be.
#[derive(Default)]
pub(super) struct InWasm {
    /// Milliseconds a page.
    pub(super) speed: Option<String>,
    /// Size of the readers.
    pub(super) size: Option<String>,
}

/// Scores the pages in `data` and the files of the repository, and prints the table. With
/// `errors`, the figures of every page come first.
pub(super) fn print(data: &Path, errors: bool, wasm: &InWasm) -> Result<()> {
    let mut table = Table::default();
    let resources = Resources::new();
    match read(&data.join("ingest"))? {
        Some(pages) => {
            web(&resources, &pages, errors, &mut table);
            plain(&resources, &pages, errors, &mut table);
            super::facts::measure(&resources, &pages, errors, &mut table);
            speed(&resources, &pages, wasm, &mut table);
        }
        None => table.absent.push("ingest/pages.truth.json".to_owned()),
    }
    super::readability::measure(&resources, data, errors, &mut table);
    let size = wasm.size.as_deref().unwrap_or("not measured: no Node");
    let row = Row::new("size, brotli", "readers but PDF, a wasm of their own", size);
    table.rows.push(row.beside("", "600 kB"));
    super::formats::measure(&resources, &mut table);
    print!("{}", table.to_markdown());
    Ok(())
}

fn read(folder: &Path) -> Result<Option<Vec<Page>>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Truth {
        article_body: String,
    }
    let truth = folder.join("pages.truth.json");
    if !truth.is_file() {
        return Ok(None);
    }
    let mut truth: BTreeMap<String, Truth> = serde_json::from_str(&data::read(&truth)?)?;
    let mut pages = Vec::new();
    for (name, path) in data::files(&folder.join("pages"), ".html.gz") {
        if let Some(truth) = truth.remove(&name) {
            let html = data::read(&path).with_context(|| name.clone())?;
            pages.push(Page { name, html, truth: truth.article_body });
        }
    }
    Ok(Some(pages))
}

fn web(resources: &Resources, pages: &[Page], errors: bool, table: &mut Table) {
    let found =
        |page: &Page| body(resources, ingest(Input::named("page.html", page.html.as_bytes())).ok());
    let set = format!("{} pages", pages.len());
    let peers = "trafilatura .969, dom_smoothie .949, Readability.js .949";
    let scores = Scores::of(pages, found, errors.then_some("web page"));
    table.rows.push(
        Row::new("article of a web page", &set, scores.to_string())
            .used(Use::Training)
            .beside(peers, "F1 .970, then .975; 2 in 5 exact"),
    );
    let alone = Scores::of(pages, |page| extractor_lines(&page.html).join("\n\n"), None);
    let row = Row::new("article of a web page", &set, alone.to_string()).used(Use::Development);
    table.rows.push(row.beside("this is dom_smoothie alone", ""));
}

/// Lines of a page, of an extractor and of the truth through the pass for plain text.
fn plain(resources: &Resources, pages: &[Page], errors: bool, table: &mut Table) {
    let cleaned = |lines: &str| {
        let row = ingest_row("page", lines, Format::Text, false, SourceMetadata::default());
        body(resources, row.ok())
    };
    let set = format!("{} pages", pages.len());
    let mut push = |what: &str, scores: &Scores, anchor: &str, asked: &str| {
        let row = Row::new(what, &set, scores.to_string()).used(Use::Training);
        table.rows.push(row.beside(anchor, asked));
    };
    let lines = |page: &Page| cleaned(&visible_lines(&page.html).join("\n"));
    let scores = Scores::of(pages, lines, errors.then_some("plain lines"));
    push("whole page as lines", &scores, "rules .877, C4 .837", "F1 .93");
    let apart = |page: &Page| cleaned(&visible_lines(&page.html).join("\n\n"));
    push("whole page as lines apart", &Scores::of(pages, apart, None), "", "F1 .93");
    let before = Scores::of(pages, |page| extractor_lines(&page.html).join("\n"), None);
    let after = Scores::of(pages, |page| cleaned(&extractor_lines(&page.html).join("\n")), None);
    push(
        "plain pass after an extractor",
        &after,
        &format!("before it {:.3}", before.f1()),
        "no less",
    );
    let truth = Scores::of(pages, |page| cleaned(&page.truth), errors.then_some("truth"));
    push("plain pass over the truth", &truth, "", "R 1.000");
}

fn speed(resources: &Resources, pages: &[Page], wasm: &InWasm, table: &mut Table) {
    let kilobytes =
        pages.iter().map(|page| page.html.len()).sum::<usize>() / pages.len().max(1) / 1000;
    let set = format!("{kilobytes} kB a page");
    let row = Row::new("milliseconds a page, native", &set, times(resources, pages));
    table.rows.push(row.beside("dom_smoothie 2.0, trafilatura 6.8 (170 kB a page)", "4"));
    let parsing = |page: &Page| drop(std::hint::black_box(Document::from(page.html.as_str())));
    table.rows.push(Row::new("of that, its tree alone", &set, times_of(pages, parsing)));
    let extracting = |page: &Page| drop(std::hint::black_box(extractor_lines(&page.html)));
    table.rows.push(Row::new("dom_smoothie, native", &set, times_of(pages, extracting)));
    let measured = wasm.speed.as_deref().unwrap_or("not measured: no Node");
    table.rows.push(Row::new("milliseconds a page, wasm in Node", &set, measured).beside("", "12"));
}

/// Prints how fast this wasm reads the pages in `data`.
pub(super) fn print_wasm(data: &Path) -> Result<()> {
    let resources = Resources::new();
    if let Some(pages) = read(&data.join("ingest"))? {
        println!("{}", times(&resources, &pages));
    }
    Ok(())
}

/// Milliseconds from the bytes of a page to its article.
fn times(resources: &Resources, pages: &[Page]) -> String {
    times_of(pages, |page| {
        let input = Input::named("page.html", page.html.as_bytes());
        std::hint::black_box(ingest(input).ok().map(|source| clean(resources, &source, true)));
    })
}

fn times_of(pages: &[Page], work: impl Fn(&Page)) -> String {
    let milliseconds = |page: &Page| {
        let once = || {
            let before = seconds();
            work(page);
            (seconds() - before) * 1e3
        };
        (0..PASSES).map(|_| once()).fold(f64::INFINITY, f64::min)
    };
    let mut times: Vec<f64> = pages.iter().map(milliseconds).collect();
    times.sort_by(f64::total_cmp);
    let mean = times.iter().sum::<f64>() / times.len().max(1) as f64;
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or(f64::NAN);
    format!("mean {mean:.1}, half below {:.1}, most {:.1}", at(50), at(99))
}

/// The body that the report would show: everything but title and subtitle.
pub(super) fn body(resources: &Resources, source: Option<SourceDocument>) -> String {
    let Some(source) = source else { return String::new() };
    let cleaned = clean(resources, &source, true);
    let is_body = |kind: BlockKind| !matches!(kind, BlockKind::Title | BlockKind::Subtitle);
    let blocks = cleaned.blocks.iter().filter(|block| is_body(block.kind));
    blocks.map(|block| block.span.of(&cleaned.text)).collect::<Vec<_>>().join("\n\n")
}

/// Counted runs of four words; a shorter text is one run.
fn shingles(text: &str) -> BTreeMap<Vec<&str>, usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut counts = BTreeMap::new();
    if !words.is_empty() {
        for run in words.windows(4.min(words.len())) {
            *counts.entry(run.to_vec()).or_default() += 1;
        }
    }
    counts
}

#[derive(Default)]
pub(super) struct Scores {
    precisions: Vec<f64>,
    recalls: Vec<f64>,
    exact: usize,
}

impl Scores {
    fn of(pages: &[Page], found: impl Fn(&Page) -> String, shown: Option<&str>) -> Self {
        let mut scores = Self::default();
        for page in pages {
            let text = found(page);
            let (precision, recall) = scores.add(&page.truth, &text);
            if let Some(what) = shown {
                let name = page.name.get(..8).unwrap_or(&page.name);
                println!("{what} {name} P {precision:.3} R {recall:.3}");
            }
        }
        scores
    }

    pub(super) fn add(&mut self, truth: &str, found: &str) -> (f64, f64) {
        let (truth, found) = (shingles(truth), shingles(found));
        let of = |run: &Vec<&str>| found.get(run).copied().unwrap_or(0);
        let shared: usize = truth.iter().map(|(run, &n)| n.min(of(run))).sum();
        let share = |of: usize| (of > 0).then(|| shared as f64 / of as f64);
        let (precision, recall) = (share(found.values().sum()), share(truth.values().sum()));
        self.precisions.extend(precision);
        self.recalls.extend(recall);
        self.exact += usize::from(truth == found);
        (precision.unwrap_or(0.0), recall.unwrap_or(0.0))
    }

    fn means(&self) -> (f64, f64) {
        let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
        (mean(&self.precisions), mean(&self.recalls))
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = self.means();
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (precision, recall) = self.means();
        let (f1, exact) = (self.f1(), self.exact);
        write!(f, "F1 {f1:.3} (P {precision:.3}, R {recall:.3}), {exact} exact")
    }
}

/// The lines that a browser shows, roughly: one for every block, and what script hides as well.
pub(super) fn visible_lines(html: &str) -> Vec<String> {
    let document = Document::from(html);
    document.body().map(|body| lines_below(&body)).unwrap_or_default()
}

/// What `dom_smoothie` takes for the article, as lines.
fn extractor_lines(html: &str) -> Vec<String> {
    let Ok(mut page) = dom_smoothie::Readability::new(html, None, None) else { return Vec::new() };
    if page.parse().is_err() {
        return Vec::new();
    }
    let content = page.doc.select_single("#readability-page-1");
    content.nodes().first().map(lines_below).unwrap_or_default()
}

fn lines_below(root: &NodeRef<'_>) -> Vec<String> {
    const INLINE: [&str; 30] = [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var",
    ];
    const HIDDEN: [&str; 10] = [
        "script", "style", "noscript", "template", "svg", "iframe", "head", "textarea", "select",
        "object",
    ];
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Break,
    }
    let mut text = String::new();
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        let Step::Enter(node) = step else {
            text.push('\n');
            continue;
        };
        if node.is_text() {
            text.push_str(&node.text().replace(['\n', '\r'], " "));
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if HIDDEN.contains(&&*name) {
            continue;
        }
        if !INLINE.contains(&&*name) {
            text.push('\n');
            steps.push(Step::Break);
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }
    let squeeze = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(squeeze).filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_runs_of_words() {
        let mut scores = Scores::default();
        assert_eq!(scores.add("One two, three: four five.", "one two three four five"), (0.5, 0.5));
        assert_eq!(scores.add("a b c d e", "a b c d"), (1.0, 0.5));
        assert_eq!(scores.add("a b", "a b!"), (1.0, 1.0));
        assert_eq!(scores.exact, 1);
        assert_eq!(scores.add("a b", ""), (0.0, 0.0));
        assert_eq!((scores.precisions.len(), scores.recalls.len()), (3, 4));
    }

    #[test]
    fn cuts_a_page_into_lines() {
        let page = "<body><nav><a>Home</a> <a>News</a></nav><p>One <b>two</b>\nthree<br>four</p><script>x</script>";
        assert_eq!(visible_lines(page), ["Home News", "One two three", "four"]);
    }
}
