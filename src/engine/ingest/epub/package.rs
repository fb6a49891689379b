//! [`Package`]: what a book says of itself: its documents in order, its table of contents, its
//! title, author and date.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::ingest::limits::Budget;
use crate::engine::ingest::office;
use crate::engine::ingest::xml::{Element, Node, Space, Xml};
use crate::engine::ingest::zip::Archive;
use crate::engine::ingest::{IngestError, SourceMetadata};

/// What a book says of itself.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Paths of its documents, in reading order, without covers and tables of contents.
    pub(super) spine: Vec<String>,
    pub(super) metadata: SourceMetadata,
    /// What the table of contents calls a document, by its path.
    contents: BTreeMap<String, String>,
}

/// A file that the book lists.
#[derive(Debug, Default)]
struct Item {
    path: String,
    kind: String,
    properties: String,
}

impl Package {
    /// Reads what the archive says of the book in it.
    ///
    /// # Errors
    /// If the book is locked, or does not say what it holds.
    pub(super) fn read(archive: &Archive<'_>, budget: &mut Budget) -> Result<Self, IngestError> {
        let deepest = budget.limits.element_depth;
        let malformed = |reason: &str| IngestError::Malformed {
            format: super::FORMAT,
            reason: reason.to_owned(),
        };
        let container = office::optional_part(archive, "META-INF/container.xml", budget);
        let listed = root_file(&container, deepest).filter(|path| archive.find(path).is_some());
        let any = || archive.slots().iter().find(|slot| slot.name.ends_with(".opf"));
        let path = listed.or_else(|| any().map(|slot| slot.name.clone()));
        let path = path.ok_or_else(|| malformed("it does not say what it holds"))?;
        let text = office::part(archive, &path, budget)?.unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut reader = PackageReader { folder, ..PackageReader::default() };
        reader.read(&text, deepest);

        let locked = office::optional_part(archive, "META-INF/encryption.xml", budget);
        let spine = reader.spine();
        if locks_text(&locked, &spine, deepest) {
            return Err(IngestError::Locked(super::FORMAT));
        }
        if spine.is_empty() {
            return Err(malformed("it lists no chapters"));
        }
        let contents = reader.contents_path();
        let contents = contents.map_or_else(BTreeMap::new, |path| {
            let text = office::optional_part(archive, &path, budget);
            contents_of(&text, &path, deepest)
        });
        Ok(Self { spine, metadata: reader.metadata(), contents })
    }

    /// What the table of contents calls the document at `path`.
    pub(super) fn label(&self, path: &str) -> Option<&str> {
        self.contents.get(path).map(String::as_str)
    }

    /// True if there is a table of contents, of two entries or more.
    pub(super) fn has_contents(&self) -> bool {
        self.contents.len() > 1
    }
}

#[derive(Default)]
struct PackageReader<'a> {
    folder: &'a str,
    items: BTreeMap<String, Item>,
    /// Ids of documents in order.
    order: Vec<String>,
    /// Id of the table of contents of EPUB 2.
    ncx: Option<String>,
    /// Documents that are no text of the book, by path.
    apart: BTreeSet<String>,
    found: SourceMetadata,
    creators: Vec<String>,
}

impl PackageReader<'_> {
    fn read(&mut self, text: &str, deepest: usize) {
        let mut xml = Xml::new(text, deepest);
        loop {
            match xml.next() {
                Node::Open(element) => self.element(&element, &mut xml),
                Node::End => return,
                Node::Close | Node::Text(_) => {}
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let attribute = |name: &str| element.attribute(name).unwrap_or_default();
        match (element.space, element.name()) {
            (Space::DublinCore, name) => {
                let role = attribute("role");
                let name = name.to_owned();
                let words = xml.words();
                self.stated(&name, &role, words);
            }
            (_, "item") => {
                let item = Item {
                    path: resolved(self.folder, &attribute("href")),
                    kind: attribute("media-type"),
                    properties: attribute("properties"),
                };
                self.items.insert(attribute("id"), item);
            }
            (_, "spine") => self.ncx = element.attribute("toc"),
            (_, "itemref") if attribute("linear") != "no" => self.order.push(attribute("idref")),
            // The guide of EPUB 2.
            (_, "reference") => {
                let is_apart =
                    ["cover", "title-page", "toc", "copyright-page", "index", "loi", "lot"]
                        .contains(&attribute("type").as_str());
                if is_apart {
                    self.apart.insert(resolved(self.folder, &attribute("href")));
                }
            }
            _ => {}
        }
    }

    fn stated(&mut self, name: &str, role: &str, words: String) {
        if words.is_empty() {
            return;
        }
        let first = |slot: &mut Option<String>| {
            slot.get_or_insert(words.clone());
        };
        match name {
            "title" => first(&mut self.found.title),
            "date" => first(&mut self.found.published),
            "language" => first(&mut self.found.language),
            "publisher" => first(&mut self.found.outlet),
            "source" if words.starts_with("http") => first(&mut self.found.url),
            "creator" if matches!(role, "" | "aut") => self.creators.push(words),
            _ => {}
        }
    }

    fn spine(&self) -> Vec<String> {
        let is_text = |item: &&Item| {
            (item.kind.contains("html") || item.kind.is_empty() || item.kind.contains("dtbook"))
                && !item.properties.split_whitespace().any(|property| property == "nav")
                && !self.apart.contains(&item.path)
        };
        let all = || self.order.iter().filter_map(|id| self.items.get(id));
        let items: Vec<&Item> = all().filter(is_text).collect();
        // A guide may call the only document a title page.
        let items = if items.is_empty() { all().collect() } else { items };
        let mut seen = BTreeSet::new();
        items.into_iter().map(|item| item.path.clone()).filter(|p| seen.insert(p.clone())).collect()
    }

    fn contents_path(&self) -> Option<String> {
        let nav = |item: &&Item| item.properties.split_whitespace().any(|p| p == "nav");
        let by_kind = || self.items.values().find(|item| item.kind.contains("dtbncx"));
        let ncx = || self.ncx.as_ref().and_then(|id| self.items.get(id)).or_else(by_kind);
        self.items.values().find(nav).or_else(ncx).map(|item| item.path.clone())
    }

    fn metadata(&mut self) -> SourceMetadata {
        let author = (!self.creators.is_empty()).then(|| self.creators.join("; "));
        office::settled(std::mem::take(&mut self.found), author)
    }
}

/// The path of the file that describes the book.
fn root_file(container: &str, deepest: usize) -> Option<String> {
    let mut xml = Xml::new(container, deepest);
    loop {
        match xml.next() {
            Node::Open(element) if element.name() == "rootfile" => {
                return element.attribute("full-path");
            }
            Node::End => return None,
            _ => {}
        }
    }
}

/// True if documents of the book are encrypted; fonts may be.
fn locks_text(encryption: &str, spine: &[String], deepest: usize) -> bool {
    let mut documents = BTreeSet::new();
    documents.extend(spine);
    let mut xml = Xml::new(encryption, deepest);
    loop {
        match xml.next() {
            Node::Open(element) if element.name() == "CipherReference" => {
                let path = resolved("", &element.attribute("URI").unwrap_or_default());
                if documents.contains(&path) {
                    return true;
                }
            }
            Node::End => return false,
            _ => {}
        }
    }
}

/// What a table of contents, of EPUB 3 or 2, calls each document; the first name counts.
fn contents_of(text: &str, path: &str, deepest: usize) -> BTreeMap<String, String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut xml = Xml::new(text, deepest);
    let mut contents = BTreeMap::new();
    let mut label = String::new();
    loop {
        let element = match xml.next() {
            Node::Open(element) => element,
            Node::End => return contents,
            Node::Close | Node::Text(_) => continue,
        };
        match element.name() {
            "a" => {
                let target = resolved(folder, &element.attribute("href").unwrap_or_default());
                let words = xml.words();
                contents.entry(target).or_insert(words);
            }
            // Lists of pages and of landmarks name documents too.
            "nav" if element.attribute("type").is_some_and(|of| of != "toc") => xml.skip(),
            "pageList" => xml.skip(),
            "text" => label = xml.words(),
            "content" => {
                let target = resolved(folder, &element.attribute("src").unwrap_or_default());
                contents.entry(target).or_insert_with(|| std::mem::take(&mut label));
            }
            _ => {}
        }
    }
}

/// The path that `reference`, in a file of `folder`, leads to.
fn resolved(folder: &str, reference: &str) -> String {
    let reference = reference.split(['#', '?']).next().unwrap_or_default();
    let reference = decoded(reference);
    let mut parts: Vec<&str> = if reference.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Percent signs read.
fn decoded(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| first == b'%').and_then(|d| u8::from_str_radix(d, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
