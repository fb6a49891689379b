//! `models/lemma.bin`: suffix trees that say how a word's lemma is spelled.
//!
//! # Layout
//! Numbers are little-endian.
//!
//! | what | bytes |
//! |---|---|
//! | `NGLEMMA1` | 8 |
//! | numbers of UPOS, of XPOS, of tag groups, of patterns, of rules, of appended bytes, of nodes | 7 × 4 |
//! | the group of each pair of tags | UPOS × XPOS |
//! | the rules: bytes to cut, number of bytes to append, where those begin; or a [`Casing`] in the first | rules × 4 |
//! | appended bytes | as said |
//! | the byte that leads to each node | nodes |
//! | the rule of each node | nodes × 2 |
//! | the first child of each node, and an end | (nodes + 1) × 2 |
//!
//! Nodes stand in breadth-first order, so that the children of one lie between its first child and
//! that of the next. The first nodes are roots: one for each group with rules on endings, then one
//! for each group and pattern of capitals with rules on capitals. A word is walked from its last
//! byte to its first, in lower case, then by the byte 1; the deepest node that is reached decides.

/// The file as it is linked in.
pub(super) const BYTES: &[u8] = include_bytes!("../../../models/lemma.bin");

const MAGIC: &[u8] = b"NGLEMMA1";
const HEADER: usize = MAGIC.len() + 7 * 4;

/// Leads to a node that is for this very word.
const ENTIRE: u8 = 1;

/// What becomes of a word's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit<'t> {
    /// Bytes to cut, of the word in lower case.
    pub cut: usize,
    /// What follows instead.
    pub append: &'t str,
}

/// What becomes of a word's capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// They stay.
    Keep,
    /// They go.
    Lower,
    /// The first letter alone has one.
    Title,
}

/// The trees, as slices of the file.
#[derive(Clone, Copy, Debug)]
pub struct LemmaTable {
    n_upos: usize,
    n_xpos: usize,
    n_groups: usize,
    n_patterns: usize,
    groups: &'static [u8],
    rules: &'static [u8],
    appended: &'static str,
    labels: &'static [u8],
    node_rules: &'static [u8],
    first_children: &'static [u8],
}

impl Default for LemmaTable {
    fn default() -> Self {
        Self::new()
    }
}

impl LemmaTable {
    /// The file that is linked in.
    pub fn new() -> Self {
        Self::read(BYTES).expect("the file was made by its own script; a test reads it")
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let numbers = bytes.get(..HEADER)?.strip_prefix(MAGIC)?;
        let mut numbers =
            numbers.chunks_exact(4).map(|n| u32::from_le_bytes([n[0], n[1], n[2], n[3]]) as usize);
        let mut number = || numbers.next();
        let (n_upos, n_xpos, n_groups, n_patterns) = (number()?, number()?, number()?, number()?);
        let (n_rules, n_appended, n_nodes) = (number()?, number()?, number()?);
        let (groups, rest) = bytes[HEADER..].split_at_checked(n_upos * n_xpos)?;
        let (rules, rest) = rest.split_at_checked(n_rules * 4)?;
        let (appended, rest) = rest.split_at_checked(n_appended)?;
        let (labels, rest) = rest.split_at_checked(n_nodes)?;
        let (node_rules, first_children) = rest.split_at_checked(n_nodes * 2)?;
        let appended = str::from_utf8(appended).ok()?;
        (first_children.len() == (n_nodes + 1) * 2).then_some(Self {
            n_upos,
            n_xpos,
            n_groups,
            n_patterns,
            groups,
            rules,
            appended,
            labels,
            node_rules,
            first_children,
        })
    }

    /// Numbers of UPOS and XPOS labels that the file was made with.
    pub fn n_labels(&self) -> (usize, usize) {
        (self.n_upos, self.n_xpos)
    }

    /// The group of two tags, given by their places in the label sets.
    pub fn group(&self, upos: usize, xpos: usize) -> usize {
        usize::from(self.groups[upos * self.n_xpos + xpos])
    }

    /// What becomes of the end of `word`, which is taken in lower case. `fold` is put on each byte.
    pub fn edit(&self, group: usize, word: &[u8], fold: impl Fn(u8) -> u8) -> Edit<'static> {
        let rule = self.walk(group, word, fold);
        let begin = usize::from(u16::from_le_bytes([rule[2], rule[3]]));
        let append = &self.appended[begin..begin + usize::from(rule[1])];
        Edit { cut: usize::from(rule[0]), append }
    }

    /// What becomes of the capitals of `word`, which has the pattern number `pattern`.
    pub fn casing(
        &self,
        group: usize,
        pattern: usize,
        word: &[u8],
        fold: impl Fn(u8) -> u8,
    ) -> Casing {
        let root = self.n_groups + group * self.n_patterns + pattern;
        match self.walk(root, word, fold)[0] {
            0 => Casing::Keep,
            1 => Casing::Lower,
            _ => Casing::Title,
        }
    }

    /// The rule of the deepest node that `word` leads to.
    fn walk(&self, root: usize, word: &[u8], fold: impl Fn(u8) -> u8) -> &'static [u8] {
        let mut node = root;
        for byte in word.iter().rev().map(|&b| fold(b)).chain([ENTIRE]) {
            let (begin, end) = (self.first_child(node), self.first_child(node + 1));
            match self.labels[begin..end].iter().position(|&label| label >= byte) {
                Some(i) if self.labels[begin + i] == byte => node = begin + i,
                _ => break,
            }
        }
        let rule = 4 * usize::from(self.number(self.node_rules, node));
        &self.rules[rule..rule + 4]
    }

    fn first_child(&self, node: usize) -> usize {
        usize::from(self.number(self.first_children, node))
    }

    fn number(&self, numbers: &[u8], i: usize) -> u16 {
        u16::from_le_bytes([numbers[2 * i], numbers[2 * i + 1]])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let table = LemmaTable::read(BYTES).expect("the header fits the length");
        let n_nodes = table.labels.len();
        let n_roots = table.n_groups * (1 + table.n_patterns);
        assert_eq!(table.first_child(0), n_roots);
        assert_eq!(table.first_child(n_nodes), n_nodes);
        for node in 0..n_nodes {
            assert!(table.first_child(node) <= table.first_child(node + 1), "node {node}");
            let children = &table.labels[table.first_child(node)..table.first_child(node + 1)];
            assert!(children.is_sorted_by(|a, b| a < b), "children of node {node}: {children:?}");
            let rule = usize::from(table.number(table.node_rules, node));
            assert!(4 * rule < table.rules.len(), "node {node}");
        }
        assert!(table.groups.iter().all(|&g| usize::from(g) < table.n_groups));
    }

    #[test]
    fn a_file_that_is_cut_short_is_refused() {
        assert!(LemmaTable::read(&BYTES[..BYTES.len() - 1]).is_none());
        assert!(LemmaTable::read(&BYTES[..20]).is_none());
    }
}
