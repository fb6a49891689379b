//! Where a web page names its authors: the elements that are marked as author, and those that print a
//! byline by the words of their class, as lines of text. [`super::html_byline`] reads the names.

use dom_query::{NodeId, NodeRef};

use super::html::is_block;
use super::html_byline::{LONGEST, Lines};
use super::html_metadata::squeeze;

/// Elements that are looked at for a printed byline.
const MOST_PRINTED: usize = 60;

/// The most nodes in an element that is read.
const MOST_INSIDE: usize = 200;

/// What the elements that are marked as author say: the first that says anything, and those right
/// around it. Others further on are of other articles.
pub(super) fn marked(nodes: &[NodeRef<'_>]) -> Vec<Lines> {
    const NEAR: usize = 3;
    let around = |node: &NodeRef<'_>| -> Vec<NodeId> {
        let outer = node.ancestors_it(Some(NEAR));
        let outer = outer.filter(|outer| !outer.has_name("body") && !outer.has_name("html"));
        outer.map(|outer| outer.id).chain([node.id]).collect()
    };
    let mut first: Option<Vec<NodeId>> = None;
    let mut found = Vec::new();
    for node in nodes {
        let Some(lines) = lines(node).filter(|lines| !lines.is_empty()) else { continue };
        let around = around(node);
        if first.get_or_insert_with(|| around.clone()).iter().any(|id| around.contains(id)) {
            found.push(lines);
        }
    }
    found
}

/// The elements below `root` that print a byline by the words of their class or id, those below the
/// first heading of the first level first.
pub(super) fn printed(root: &NodeRef<'_>) -> Vec<Lines> {
    let (mut above, mut below) = (Vec::new(), Vec::new());
    let mut is_below = false;
    for node in root.descendants_it() {
        let Some(element) = node.element_ref() else { continue };
        let name: &str = &element.name.local;
        is_below |= name == "h1";
        let is_named = element.attrs.iter().any(|attribute| {
            matches!(&*attribute.name.local, "class" | "id") && is_byline(&attribute.value)
        });
        if !is_named || matches!(name, "html" | "body" | "script" | "style" | "meta" | "link") {
            continue;
        }
        let Some(lines) = lines(&node).filter(|lines| !lines.is_empty()) else { continue };
        if !is_elsewhere(&node, &["comment", "related", "recommend", "teaser", "sidebar", "menu"]) {
            if is_below { below.push(lines) } else { above.push(lines) }
        }
        if above.len() + below.len() >= MOST_PRINTED {
            break;
        }
    }
    below.into_iter().chain(above).collect()
}

/// The words of a class or an id say that a byline stands in the element.
fn is_byline(value: &str) -> bool {
    const INSIDE: [&str; 4] = ["byline", "author", "writtenby", "auteur"];
    const ALONE: [&str; 4] = ["autor", "autore", "autora", "by-line"];
    let value = value.to_ascii_lowercase();
    INSIDE.iter().any(|word| value.contains(word))
        || value.split_ascii_whitespace().any(|word| ALONE.contains(&word))
}

/// True for what stands in a menu, in a reader's comment, or, by the words of a class or an id around
/// it, in one of `places`.
pub(super) fn is_elsewhere(node: &NodeRef<'_>, places: &[&str]) -> bool {
    const HIGHEST: usize = 12;
    let says_so = |outer: &NodeRef<'_>| {
        let is_page = outer.has_name("body") || outer.has_name("html");
        let says = |name| {
            outer.attr(name).is_some_and(|value| {
                let value = value.to_ascii_lowercase();
                places.iter().any(|place| value.contains(place))
            })
        };
        !is_page && (says("class") || says("id"))
    };
    let is_menu = |outer: &NodeRef<'_>| {
        places.len() > 1 && ["nav", "aside", "footer"].iter().any(|name| outer.has_name(name))
    };
    says_so(node) || node.ancestors_it(Some(HIGHEST)).any(|o| says_so(&o) || is_menu(&o))
}

/// The lines of an element, those of the name alone where one is marked in it; `None` for a long text.
fn lines(node: &NodeRef<'_>) -> Option<Lines> {
    if node.descendants_it().nth(MOST_INSIDE).is_some() {
        return None;
    }
    let is_name = |inner: &NodeRef<'_>| inner.attr("itemprop").as_deref() == Some("name");
    let named: Vec<NodeRef<'_>> = node.descendants_it().filter(is_name).collect();
    let mut text = String::new();
    if named.is_empty() {
        add_text(node, &mut text)?;
    }
    for name in &named {
        add_text(name, &mut text)?;
        text.push('\n');
    }
    Some(text.lines().map(squeeze).filter(|line| !line.is_empty()).collect())
}

/// Adds the words below `root`, with a line's end around blocks and between a word and a number that
/// only markup parts; `None` if they are many.
fn add_text(root: &NodeRef<'_>, text: &mut String) -> Option<()> {
    enum Step<'a> {
        Enter(NodeRef<'a>),
        Break,
    }
    let mut steps = vec![Step::Enter(*root)];
    while let Some(step) = steps.pop() {
        let Step::Enter(node) = step else {
            text.push('\n');
            continue;
        };
        if node.is_text() {
            let words = node.text().replace(['\n', '\r'], " ");
            match (text.chars().next_back(), words.chars().next()) {
                (Some(a), Some(b)) if a.is_alphabetic() && b.is_alphabetic() => text.push(' '),
                (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric() => text.push('\n'),
                _ => {}
            }
            text.push_str(&words);
            if text.len() > 4 * LONGEST || squeeze(text).len() > LONGEST {
                return None;
            }
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if matches!(&*name, "script" | "style" | "noscript" | "svg") {
            continue;
        }
        if is_block(&name) || matches!(&*name, "br" | "time") {
            text.push('\n');
            steps.push(Step::Break);
        }
        steps.extend(node.children_it(true).map(Step::Enter));
    }
    Some(())
}
