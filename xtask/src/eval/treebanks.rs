//! Tags, lemmas and dependencies against treebanks, on their own sentences and words.
//!
//! LAS is without subtypes; every word counts, punctuation too. Of the GUM documents those of the
//! genre news are shown again by themselves.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use nutgraf::engine::Resources;
use nutgraf::engine::tag::{lemma, tag_words};

use super::data;
use super::table::{Row, Table, Use};

/// A treebank.
pub(super) struct Treebank {
    sentences: Vec<Sentence>,
}

struct Sentence {
    /// The document is news of GUM.
    news: bool,
    words: Vec<Gold>,
}

impl Sentence {
    fn forms(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.form.as_str()).collect()
    }
}

/// FORM, LEMMA, UPOS, XPOS, HEAD and DEPREL.
struct Gold {
    form: String,
    lemma: String,
    upos: String,
    xpos: String,
    head: usize,
    relation: String,
}

impl Treebank {
    fn read(text: &str) -> Result<Self> {
        let mut sentences = Vec::new();
        let (mut words, mut news) = (Vec::new(), false);
        for (i, line) in text.lines().chain([""]).enumerate() {
            if let Some(name) = line.strip_prefix("# newdoc id =") {
                news = name.trim().starts_with("GUM_news_");
            }
            let columns: Vec<&str> = line.split('\t').collect();
            if line.is_empty() && !words.is_empty() {
                sentences.push(Sentence { news, words: std::mem::take(&mut words) });
            }
            let [id, form, lemma, upos, xpos, _, head, relation, ..] = columns[..] else {
                continue;
            };
            if id.bytes().all(|b| b.is_ascii_digit()) {
                let head = head.parse().with_context(|| format!("line {}: the head", i + 1))?;
                let [form, lemma, upos, xpos, relation] =
                    [form, lemma, upos, xpos, relation].map(str::to_owned);
                words.push(Gold { form, lemma, upos, xpos, head, relation });
            }
        }
        Ok(Self { sentences })
    }

    /// The forms of each sentence.
    pub(super) fn forms(&self) -> Vec<Vec<&str>> {
        self.sentences.iter().map(Sentence::forms).collect()
    }
}

/// How many words have what right.
#[derive(Clone, Copy, Debug, Default)]
struct Right {
    words: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    head: usize,
    relation: usize,
}

/// Scores every treebank in `data`; returns them.
pub(super) fn score(
    resources: &Resources,
    data: &Path,
    table: &mut Table,
) -> Result<Vec<Treebank>> {
    let mut treebanks = Vec::new();
    let folder = data.join("treebanks");
    let wanted = ["ewt_dev", "gum_dev", "ewt_test", "gum_test"];
    let mut files = data::files(&folder, ".conllu.gz");
    files.retain(|(name, _)| matches!(Use::of(name), Use::Development | Use::Test));
    for name in wanted.iter().filter(|name| files.iter().all(|(found, _)| found != **name)) {
        table.absent.push(format!("treebanks/{name}.conllu.gz"));
    }
    for (name, path) in files {
        let treebank = Treebank::read(&data::read(&path)?).with_context(|| name.clone())?;
        let [all, news] = compare(resources, &treebank)?;
        rows(&name, &name, all, table);
        if news.words > 0 {
            rows(&name, &format!("{name}, news"), news, table);
        }
        treebanks.push(treebank);
    }
    Ok(treebanks)
}

/// The treebanks of a folder, for their words.
pub(super) fn read_all(data: &Path) -> Result<Vec<Treebank>> {
    let mut files = data::files(&data.join("treebanks"), ".conllu.gz");
    files.retain(|(name, _)| matches!(Use::of(name), Use::Development | Use::Test));
    files.iter().map(|(_, path)| Treebank::read(&data::read(path)?)).collect()
}

/// Counts over all sentences, and over those of news.
fn compare(resources: &Resources, treebank: &Treebank) -> Result<[Right; 2]> {
    let forms = treebank.forms();
    let forms: Vec<&[&str]> = forms.iter().map(Vec::as_slice).collect();
    let words = tag_words(resources, &forms);
    let n_words: usize = forms.iter().map(|f| f.len()).sum();
    ensure!(words.len() == n_words, "{} words came back of {n_words}", words.len());
    let (mut counts, mut first) = ([Right::default(); 2], 0);
    for sentence in &treebank.sentences {
        for (gold, word) in sentence.words.iter().zip(&words[first..]) {
            let lemma = lemma(&resources.lemmas, &gold.form, word.upos, word.xpos);
            let head = word.head.map_or(0, |head| head - first + 1) == gold.head;
            let relation = head && bare(word.relation.as_str()) == bare(&gold.relation);
            for right in &mut counts[..1 + usize::from(sentence.news)] {
                right.words += 1;
                right.upos += usize::from(word.upos.as_str() == gold.upos);
                right.xpos += usize::from(word.xpos.as_str() == gold.xpos);
                right.lemma += usize::from(lemma == gold.lemma);
                right.head += usize::from(head);
                right.relation += usize::from(relation);
            }
        }
        first += sentence.words.len();
    }
    Ok(counts)
}

/// A relation without its subtype.
fn bare(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

fn rows(name: &str, set: &str, right: Right, table: &mut Table) {
    let set = format!("{set} ({} words)", right.words);
    let figures = [
        ("UPOS", right.upos),
        ("XPOS", right.xpos),
        ("lemma", right.lemma),
        ("UAS", right.head),
        ("LAS", right.relation),
    ];
    for (what, n) in figures {
        let measured = format!("{:.2} %", 100.0 * n as f64 / right.words.max(1) as f64);
        let (anchor, asked) = beside(name.split('_').next().unwrap_or(name), what);
        table.rows.push(Row::new(what, &set, measured).used(Use::of(name)).beside(anchor, asked));
    }
}

/// The figures of others and the one asked for, all of them on test sets.
fn beside(treebank: &str, what: &str) -> (&'static str, &'static str) {
    match (treebank, what) {
        ("ewt", "UPOS") => ("test: spaCy sm 92.6, harper 87.8", "test: 95.5"),
        ("gum", "UPOS") => ("test: spaCy sm 94.6, harper 88.6", "test: 97.0"),
        ("ewt", "UAS") => ("", "test: 87.8, then 88.5"),
        ("ewt", "LAS") => ("", "test: 84.8, then 85.8"),
        ("gum", "UAS") => ("", "test: 89, then 89.5"),
        ("gum", "LAS") => ("", "test: 86.2, then 87"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_without_ranges_and_empty_nodes() {
        let row = |id: &str, head: &str| format!("{id}\tx\tx\tX\tFW\t_\t{head}\tdep:sub\t_\t_\n");
        let text =
            ["# newdoc id = GUM_news_x\n", &row("1-2", "_"), &row("1", "2"), &row("1.1", "_")]
                .concat()
                + &row("2", "0");
        let treebank = Treebank::read(&text).unwrap();
        assert_eq!(treebank.forms(), [["x", "x"]]);
        assert!(treebank.sentences[0].news);
        assert_eq!(bare(&treebank.sentences[0].words[1].relation), "dep");
    }
}
