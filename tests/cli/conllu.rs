//! `nutgraf parse`: what is kept of CoNLL-U, what is filled in, what is refused, and text as CoNLL-U.

use super::gzip;
use super::process::*;

/// Comments, a multiword token, an empty node, MISC, and what another tool had filled in.
const TREEBANK: &str = "\
# newdoc id = bridge
# sent_id = 1
# text = The mayor's bridge won't open.
1\tThe\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tmayor's\t_\t_\t_\t_\t_\t_\t_\t_
2\tmayor\tMAYOR\tX\tFW\tNumber=Sing\t1\tdep\t1:dep\tEntity=(1
3\t's\t_\t_\t_\t_\t_\t_\t_\tEntity=1)|Gloss=of
3.1\tunseen\tsee\tVERB\tVBN\t_\t_\t_\t2:acl\tCopyOf=2
4\tbridge\t_\t_\t_\t_\t_\t_\t_\t_
5-6\twon't\t_\t_\t_\t_\t_\t_\t_\t_
5\two\t_\t_\t_\t_\t_\t_\t_\t_
6\tn't\t_\t_\t_\t_\t_\t_\t_\t_
7\topen\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
8\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = 2
1\t40 000\t_\t_\t_\t_\t_\t_\t_\t_

";

fn row(id: usize) -> String {
    format!("{id}\tword\t_\t_\t_\t_\t_\t_\t_\t_\n")
}

fn parse(args: &[&str], input: &[u8]) -> Run {
    let folder = folder(&[]);
    nutgraf_reading(folder.path(), &[&["parse"], args, &["-"]].concat(), input)
}

fn columns(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split('\t').collect()).collect()
}

fn is_word(columns: &[&str]) -> bool {
    columns[0].parse::<usize>().is_ok()
}

#[test]
fn everything_but_the_words_analysis_is_kept() {
    let text = parse(&["--input", "conllu"], TREEBANK.as_bytes()).succeeded().text();
    let (given, found) = (columns(TREEBANK), columns(&text));
    assert_eq!(given.len(), found.len(), "{text}");
    for (given, found) in given.iter().zip(&found) {
        if is_word(given) {
            assert_eq!((given[0], given[1], given[9]), (found[0], found[1], found[9]));
            assert_eq!((found[5], found[8]), ("_", "_"), "features are not ours to give");
            assert!(found[2..5].iter().chain(&found[6..8]).all(|c| *c != "_"), "{found:?}");
        } else {
            assert_eq!(given, found);
        }
    }
    assert!(text.ends_with("\n\n"), "{text:?}");
}

#[test]
fn every_sentence_is_a_tree_with_one_root() {
    let text = parse(&["--input", "conllu"], TREEBANK.as_bytes()).succeeded().text();
    for sentence in text.split("\n\n").filter(|s| !s.trim().is_empty()) {
        let rows = columns(sentence);
        let heads: Vec<usize> =
            rows.iter().filter(|r| is_word(r)).map(|r| r[6].parse().unwrap()).collect();
        let roots = rows.iter().filter(|r| is_word(r) && r[6] == "0" && r[7] == "root").count();
        assert_eq!(roots, 1, "{sentence}");
        for mut at in 1..=heads.len() {
            let mut steps = 0;
            while at != 0 {
                at = heads[at - 1];
                steps += 1;
                assert!(steps <= heads.len(), "a circle in {sentence}");
            }
        }
    }
}

#[test]
fn parsing_again_changes_nothing() {
    let once = parse(&["--input", "conllu"], TREEBANK.as_bytes()).succeeded();
    assert_eq!(parse(&["--input", "conllu"], &once.out).succeeded().text(), once.text());
    let packed = parse(&["--input", "conllu"], &gzip(TREEBANK.as_bytes())).succeeded();
    assert_eq!(packed.text(), once.text(), "a .gz is read too");
    let windows = TREEBANK.replace('\n', "\r\n");
    assert_eq!(parse(&["--input", "conllu"], windows.as_bytes()).succeeded().text(), once.text());
}

#[test]
fn a_malformed_sentence_is_named_and_the_rest_goes_on() {
    let input = [row(1), "\n".to_owned(), row(1), row(3), "\n".to_owned(), row(1)].concat();
    let run = parse(&["--input", "conllu"], input.as_bytes());
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("line 4: the id 3 is out of order"), "{}", run.err);
    assert_eq!(run.text().lines().filter(|l| l.starts_with("1\tword\t")).count(), 2);
    assert!(!run.text().contains("3\tword"), "{}", run.text());
}

#[test]
fn nothing_sound_is_nothing_read() {
    for (input, named) in [
        ("a plain text\n", "line 1: 1 column instead of 10"),
        ("# a comment\n\n", "no sentence"),
        ("", "no sentence"),
    ] {
        let run = parse(&["--input", "conllu"], input.as_bytes());
        assert_eq!((run.code, run.out.len()), (2, 0), "{}", run.err);
        assert!(run.err.contains(named), "{}", run.err);
    }
}

#[test]
fn text_becomes_sentences_with_their_paragraphs_and_spaces() {
    let folder = story();
    let text = nutgraf(folder.path(), &["parse", "bridge.txt"]).succeeded().text();
    assert!(text.starts_with("# newdoc id = bridge.txt\n# newpar\n# sent_id = 1\n"), "{text}");
    assert_eq!(text.matches("# newpar\n").count(), 2, "{text}");
    let mut expected = String::new();
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        if let Some(text) = line.strip_prefix("# text = ") {
            expected = text.to_owned();
        } else if columns.len() == 10 {
            assert!(expected.starts_with(columns[1]), "{:?} is not at {expected:?}", columns[1]);
            expected = expected[columns[1].len()..].to_owned();
            let glued = columns[9] == "SpaceAfter=No";
            assert_eq!(glued, !expected.is_empty() && !expected.starts_with(' '), "{line}");
            expected = expected.trim_start().to_owned();
        } else if line.is_empty() {
            assert_eq!(expected, "", "words are missing");
        }
    }
    let again = parse(&["--input", "conllu"], text.as_bytes()).succeeded();
    assert_eq!(again.text(), text, "what is printed can be read");
}
