//! Tables at the head of an RTF document: fonts with their code pages, styles, and what the
//! document says of itself.

use std::collections::BTreeMap;

use super::codepage::CodePage;
use crate::engine::ingest::SourceMetadata;
use crate::engine::ingest::office::{self, Role};

/// What the tables say, as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Header {
    fonts: BTreeMap<i32, CodePage>,
    font: i32,
    styles: BTreeMap<i32, Style>,
    style: Style,
    style_number: i32,
    metadata: SourceMetadata,
    author: Option<String>,
    date: Date,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<i32>,
    is_heading: bool,
    is_paragraph: bool,
}

/// A date as it is read, word by word.
#[derive(Debug, Default)]
struct Date {
    year: i32,
    month: i32,
    day: i32,
    clock: Option<(i32, i32)>,
}

/// Styles that are asked, each based on the next.
const LONGEST_CHAIN: usize = 12;

impl Header {
    /// A control word in the table of fonts.
    pub(super) fn font_word(&mut self, word: &[u8], number: Option<i32>) {
        match (word, number) {
            (b"f", Some(font)) => self.font = font,
            (b"fcharset", Some(charset)) => {
                if let Some(page) = CodePage::of_charset(charset) {
                    self.fonts.insert(self.font, page);
                }
            }
            (b"cpg", Some(number)) => {
                self.fonts.insert(self.font, CodePage::numbered(number));
            }
            _ => {}
        }
    }

    /// The code page of a font, if it has one of its own.
    pub(super) fn code_page(&self, font: i32) -> Option<CodePage> {
        self.fonts.get(&font).copied()
    }

    /// A control word in the table of styles.
    pub(super) fn style_word(&mut self, word: &[u8], number: Option<i32>) {
        match (word, number) {
            (b"s", Some(style)) => {
                self.style_number = style;
                self.style.is_paragraph = true;
            }
            // Styles of words, sections and tables.
            (b"cs" | b"ds" | b"ts", _) => self.style.is_paragraph = false,
            (b"sbasedon", based_on) => self.style.based_on = based_on,
            (b"outlinelevel", Some(0..=8)) => self.style.is_heading = true,
            _ => {}
        }
    }

    /// A style begins. The first, "Normal", may go without a number.
    pub(super) fn begin_style(&mut self) {
        self.style = Style { is_paragraph: true, ..Style::default() };
        self.style_number = 0;
    }

    /// Words in the table of styles: a name, up to ";".
    pub(super) fn style_name(&mut self, text: &str) {
        self.style.name.push_str(text);
    }

    /// A style ends.
    pub(super) fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        if style.is_paragraph {
            self.styles.insert(self.style_number, style);
        }
    }

    /// What a style makes of a paragraph: a role, or a heading by its level in the outline.
    pub(super) fn role(&self, style: i32) -> Option<Role> {
        use crate::engine::text::BlockKind::Heading;
        let mut next = Some(style);
        for _ in 0..LONGEST_CHAIN {
            let style = next.and_then(|number| self.styles.get(&number))?;
            // Names in the table may go on with others, after a comma.
            let name = style.name.split([';', ',']).next().unwrap_or_default().trim();
            let heading = style.is_heading.then_some(Role::Block(Heading));
            if let Some(role) = office::role(name).or(heading) {
                return Some(role);
            }
            next = style.based_on;
        }
        None
    }

    /// A control word in what the document says of itself.
    pub(super) fn info_word(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            b"yr" => self.date.year = number,
            b"mo" => self.date.month = number,
            b"dy" => self.date.day = number,
            b"hr" => self.date.clock = Some((number, 0)),
            b"min" => self.date.clock = self.date.clock.map(|(hour, _)| (hour, number)),
            _ => {}
        }
    }

    /// A field of what the document says of itself ends: its first word, and its words.
    pub(super) fn end_info(&mut self, field: &[u8], text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = (!text.is_empty()).then_some(text);
        let date = std::mem::take(&mut self.date).iso();
        match field {
            b"title" => self.metadata.title = text,
            b"author" => self.author = text,
            b"creatim" => self.metadata.published = date,
            b"revtim" => self.metadata.updated = date,
            _ => {}
        }
    }

    /// What the document says of itself.
    pub(super) fn metadata(self) -> SourceMetadata {
        office::settled(self.metadata, self.author)
    }
}

impl Date {
    /// ISO 8601; `None` if it is no date.
    fn iso(&self) -> Option<String> {
        let Date { year, month, day, clock } = self;
        let is_date =
            (1980..3000).contains(year) && (1..=12).contains(month) && (1..=31).contains(day);
        let clock = clock.filter(|(h, m)| (0..24).contains(h) && (0..60).contains(m));
        let clock = clock.map_or_else(String::new, |(h, m)| format!("T{h:02}:{m:02}:00"));
        is_date.then(|| format!("{year:04}-{month:02}-{day:02}{clock}"))
    }
}
