//! [`words`]: glyphs become words, by the gaps between them.
//!
//! Glyphs are taken as they are drawn; a word ends where the base line, the direction or the
//! sequence breaks, at a drawn space, or at a gap. How wide a gap must be is measured on the run
//! of glyphs itself, so that letterspaced words stay whole.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::content::{Content, Glyph};

/// A word as drawn. Places are points from the top left corner, y downwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Base line.
    pub(super) y: f64,
    /// Size of the type.
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// A space is drawn behind it.
    pub(super) spaced: bool,
}

impl Word {
    pub(super) fn top(&self) -> f64 {
        self.y - 0.72 * self.size
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + 0.2 * self.size
    }

    pub(super) fn middle(&self) -> f64 {
        self.y - 0.26 * self.size
    }
}

/// The words of a page, and how well they could be read.
#[derive(Clone, Debug, Default)]
pub(super) struct PageWords {
    pub(super) words: Vec<Word>,
    /// Glyphs that are shown.
    pub(super) n_glyphs: usize,
    /// Those of them whose font does not say which character they are.
    pub(super) n_unknown: usize,
    /// True if these are the words of a picture's text recognition.
    pub(super) recognised: bool,
    /// Direction of the text in quarter turns clockwise.
    pub(super) turn: u8,
}

/// The words of a page, in the order in which they are drawn.
pub(super) fn words(content: &Content) -> PageWords {
    let shown = content.glyphs.iter().filter(|glyph| !glyph.hidden && !glyph.is_blank()).count();
    let hidden = content.glyphs.iter().filter(|glyph| glyph.hidden && !glyph.is_blank()).count();
    let recognised = hidden >= 20 && shown * 10 < hidden;
    let mut counts = [0_usize; 5];
    for glyph in content.glyphs.iter().filter(|glyph| glyph.hidden == recognised) {
        counts[usize::from(glyph.turn)] += 1;
    }
    let most = counts[..4].iter().copied().max().unwrap_or(0);
    let turn = (0..4).find(|&turn| counts[turn] == most).unwrap_or(0) as u8;
    let glyphs: Vec<Glyph> = content
        .glyphs
        .iter()
        .filter(|glyph| glyph.hidden == recognised && glyph.turn == turn)
        .copied()
        .collect();
    let mut glyphs = without_doubles(glyphs);
    mend_sizes(&mut glyphs);
    let glyphs = with_accents(glyphs);
    let visible = || glyphs.iter().filter(|glyph| !glyph.is_space());
    let mut words = Vec::new();
    let mut from = 0;
    for i in 1..=glyphs.len() {
        if i == glyphs.len() || !continues(&glyphs[i - 1], &glyphs[i]) {
            cut_run(&glyphs[from..i], &mut words);
            from = i;
        }
    }
    let (dx, dy) = match turn {
        0 => (0.0, 0.0),
        1 => (0.0, content.width),
        2 => (content.width, content.height),
        _ => (content.height, 0.0),
    };
    for word in &mut words {
        word.x0 += dx;
        word.x1 += dx;
        word.y += dy;
    }
    PageWords {
        words,
        n_glyphs: visible().count() + content.n_unread,
        n_unknown: visible().filter(|glyph| glyph.text[0].is_none()).count() + content.n_unread,
        recognised,
        turn,
    }
}

impl Glyph {
    fn is_space(&self) -> bool {
        self.text[0].is_some_and(char::is_whitespace) && self.text[1].is_none()
    }

    fn is_blank(&self) -> bool {
        self.is_space() || self.text[0].is_none()
    }

    /// A mark above or below a letter, drawn as a character of its own.
    fn accent(&self) -> Option<char> {
        Some(match self.text[0]? {
            '`' | '\u{2CB}' => '\u{300}',
            '´' | '\u{2CA}' => '\u{301}',
            'ˆ' | '^' => '\u{302}',
            '˜' => '\u{303}',
            '¯' => '\u{304}',
            '˘' => '\u{306}',
            '˙' => '\u{307}',
            '¨' => '\u{308}',
            '˚' => '\u{30A}',
            'ˇ' => '\u{30C}',
            '¸' => '\u{327}',
            '˛' => '\u{328}',
            _ => return None,
        })
    }
}

/// True if `glyph` is drawn on behind `last`.
fn continues(last: &Glyph, glyph: &Glyph) -> bool {
    let size = last.size.max(glyph.size);
    let gap = glyph.x - last.end;
    (glyph.y - last.y).abs() <= 0.12 * size && gap > -0.6 * size && gap < 3.0 * size
}

/// Drops glyphs that are drawn again on the same place, as makes them look bold.
fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut seen = BTreeSet::new();
    glyphs
        .into_iter()
        .filter(|glyph| {
            let Some(c) = glyph.text[0].filter(|_| !glyph.is_space()) else { return true };
            let cell = 0.1 * glyph.size;
            let (column, row) = ((glyph.x / cell) as i64, (glyph.y / cell) as i64);
            let size = (glyph.size * 4.0) as i64;
            let is_double = (-1..=1)
                .any(|dx| (-1..=1).any(|dy| seen.contains(&(c, size, column + dx, row + dy))));
            seen.insert((c, size, column, row));
            !is_double
        })
        .collect()
}

/// Glyphs that are drawings get the size that their widths speak for.
fn mend_sizes(glyphs: &mut [Glyph]) {
    let drawn = || glyphs.iter().filter(|glyph| glyph.drawn && !glyph.is_blank());
    let (n, widths) = drawn()
        .fold((0.0, 0.0), |(n, sum), glyph| (n + 1.0, sum + (glyph.end - glyph.x) / glyph.size));
    if n == 0.0 || widths == 0.0 {
        return;
    }
    let factor = widths / n / 0.5;
    if !(0.6..=1.6).contains(&factor) {
        for glyph in glyphs.iter_mut().filter(|glyph| glyph.drawn) {
            glyph.size = (glyph.size * factor).max(0.5);
        }
    }
}

/// Joins accents with the letters that they are drawn over.
fn with_accents(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut joined: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let Some(last) = joined.last_mut() else {
            joined.push(glyph);
            continue;
        };
        let (width, overlap) = (glyph.end - glyph.x, last.end.min(glyph.end) - last.x.max(glyph.x));
        let narrower = width.min(last.end - last.x);
        let over = overlap > 0.5 * narrower && (glyph.y - last.y).abs() < 0.6 * glyph.size;
        let letter = |c: char| match c {
            'ı' => Some('i'),
            'ȷ' => Some('j'),
            c => c.is_alphabetic().then_some(c),
        };
        match (last.accent(), glyph.accent()) {
            (Some(mark), None) if over => match glyph.text[0].and_then(letter) {
                Some(c) => *last = Glyph { text: [Some(c), Some(mark), None], ..glyph },
                None => joined.push(glyph),
            },
            (None, Some(mark)) if over && last.text[1].is_none() => {
                match last.text[0].and_then(letter) {
                    Some(c) => last.text = [Some(c), Some(mark), None],
                    None => joined.push(glyph),
                }
            }
            _ => joined.push(glyph),
        }
    }
    joined
}

/// Cuts glyphs that are drawn one behind the other on a base line.
fn cut_run(glyphs: &[Glyph], words: &mut Vec<Word>) {
    let mut gaps: Vec<f64> = glyphs
        .windows(2)
        .filter(|pair| !pair[0].is_space() && !pair[1].is_space())
        .map(|pair| (pair[1].x - pair[0].end) / pair[0].size.max(pair[1].size))
        .collect();
    gaps.sort_by(f64::total_cmp);
    let usual = match gaps.len() {
        0 => 0.0,
        n if n >= 10 => gaps[n / 2],
        _ => gaps[0].min(0.05),
    };
    let has_spaces = glyphs.iter().any(Glyph::is_space);
    let limit = usual.max(-0.05) + if has_spaces { 0.22 } else { 0.14 };
    let mut word: Option<Word> = None;
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if glyph.is_space() {
            if let Some(word) = &mut word {
                word.spaced = true;
            }
            continue;
        }
        let gap = last.map_or(0.0, |last| (glyph.x - last.end) / last.size.max(glyph.size));
        let ends = word
            .as_ref()
            .is_some_and(|word| gap > limit || word.spaced && gap > 0.04 || gap < -0.5);
        if ends {
            finish(word.take(), words);
        }
        let word = word.get_or_insert_with(|| Word {
            text: String::new(),
            x0: glyph.x,
            x1: glyph.end,
            y: glyph.y,
            size: glyph.size,
            bold: glyph.bold,
            italic: glyph.italic,
            spaced: false,
        });
        word.text.extend(glyph.text.iter().flatten());
        word.spaced = false;
        word.x0 = word.x0.min(glyph.x);
        word.x1 = word.x1.max(glyph.end);
        word.size = word.size.max(glyph.size);
        word.bold &= glyph.bold;
        last = Some(glyph);
    }
    finish(word, words);
}

fn finish(word: Option<Word>, words: &mut Vec<Word>) {
    let Some(mut word) = word else { return };
    word.text = word.text.nfc().filter(|c| !c.is_whitespace()).collect();
    if !word.text.is_empty() {
        words.push(word);
    }
}
