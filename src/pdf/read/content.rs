//! [`Reader::page`]: the content of a page, as glyphs with places and sizes.
//!
//! Goes through the operators that place text, as ISO 32000 has them (chapters 8.4, 9.3 and 9.4),
//! and leaves out all that paints: no picture is decoded and no outline is drawn. What is drawn is
//! counted, over the whole document, so that crafted files end in a message.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point, Vec2};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{Face, Faces};
use super::marks::{Mark, end_mark, hidden_layers};
use crate::engine::ingest::IngestError;

/// Operators of a document.
const MAX_OPERATORS: u64 = 30_000_000;
/// Glyphs of a document, and of a page.
const MAX_GLYPHS: u64 = 10_000_000;
const MAX_PAGE_GLYPHS: usize = 200_000;
/// How often forms are drawn in a document.
const MAX_DRAWN: u64 = 100_000;
/// Pictures of a page that are noted.
const MAX_PICTURES: usize = 200;
/// Bytes of the forms of a document, each counted as often as it is drawn.
const MAX_FORM_BYTES: u64 = 1 << 29;
/// How deep forms may be drawn in forms, and states kept.
const MAX_FORMS: usize = 12;
const MAX_STATES: usize = 256;

/// A character as drawn. Places are points from the page's top left corner, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Where it begins on its base line.
    pub(super) x: f64,
    /// Where its advance ends.
    pub(super) end: f64,
    /// Its base line.
    pub(super) y: f64,
    /// Size of the type, in points.
    pub(super) size: f64,
    /// What it says; nothing if the font does not tell.
    pub(super) text: [Option<char>; 3],
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Drawn invisibly, as text recognition does over a picture.
    pub(super) hidden: bool,
    /// Of a font whose size need not mean anything.
    pub(super) drawn: bool,
    /// Direction of the base line in quarter turns clockwise; 4 for a slanted one.
    pub(super) turn: u8,
}

/// A picture's place on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Picture {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

/// What is on a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) width: f64,
    pub(super) height: f64,
    /// In the order in which they are drawn.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pictures: Vec<Picture>,
    /// Bytes shown in fonts that could not be read.
    pub(super) n_unread: usize,
}

/// Reads the pages of a document.
pub(super) struct Reader<'a> {
    faces: Faces<'a>,
    /// Layers that are switched off.
    hidden: Vec<ObjectIdentifier>,
    operators: u64,
    glyphs: u64,
    forms: u64,
    form_bytes: u64,
}

#[derive(Clone)]
struct State<'a> {
    ctm: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// A content stream being read.
struct Run<'r, 'a> {
    reader: &'r mut Reader<'a>,
    content: &'r mut Content,
    marks: Vec<Mark>,
    depth: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(catalog: &Dict<'a>) -> Self {
        Self {
            faces: Faces::new(),
            hidden: hidden_layers(catalog),
            operators: 0,
            glyphs: 0,
            forms: 0,
            form_bytes: 0,
        }
    }

    /// Reads a page.
    ///
    /// # Errors
    /// If the document draws more than is reasonable.
    pub(super) fn page(&mut self, page: &Page<'a>) -> Result<Content, IngestError> {
        let (width, height) = page.render_dimensions();
        let mut content =
            Content { width: f64::from(width), height: f64::from(height), ..Content::default() };
        let coefficients = page.initial_transform(true).as_coeffs();
        let state = State {
            ctm: Affine::new(coefficients),
            face: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let mut run = Run { reader: self, content: &mut content, marks: Vec::new(), depth: 0 };
        run.stream(page.typed_operations(), page.resources(), state)?;
        Ok(content)
    }
}

impl<'a> Run<'_, 'a> {
    fn stream(
        &mut self,
        mut operators: TypedIter<'_>,
        resources: &Resources<'a>,
        mut state: State<'a>,
    ) -> Result<(), IngestError> {
        use TypedInstruction as Op;
        let mut kept: Vec<State<'a>> = Vec::new();
        let mut fonts: BTreeMap<Vec<u8>, Option<Rc<Face<'a>>>> = BTreeMap::new();
        let mut line = Affine::IDENTITY;
        let mut text = Affine::IDENTITY;
        let n_marks = self.marks.len();
        while let Some(operator) = operators.next() {
            self.reader.operators += 1;
            if self.reader.operators > MAX_OPERATORS {
                return Err(too_much("operators", MAX_OPERATORS));
            }
            match operator {
                Op::SaveState(_) if kept.len() < MAX_STATES => kept.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(before) = kept.pop() {
                        state = before;
                    }
                }
                Op::Transform(m) => state.ctm *= affine([m.0, m.1, m.2, m.3, m.4, m.5]),
                Op::SetGraphicsState(gs) => {
                    let font = resources
                        .get_ext_g_state(gs.0)
                        .and_then(|dict| dict.get::<hayro_syntax::object::Array<'_>>(b"Font"));
                    if let Some(font) = font {
                        let mut items = font.iter::<Object<'_>>();
                        let dict = items.next().and_then(Object::into_dict);
                        state.face = dict.and_then(|dict| self.reader.faces.face(&dict));
                        state.size = items.next().and_then(Object::into_number).map_or(1.0, number);
                    }
                }
                Op::XObject(name) => {
                    if let Some(stream) = resources.get_x_object(name.0) {
                        self.object(&stream, resources, &state)?;
                    }
                }
                Op::InlineImage(_) => self.picture(state.ctm),
                Op::BeginText(_) => (line, text) = (Affine::IDENTITY, Affine::IDENTITY),
                Op::CharacterSpacing(n) => state.char_space = number(n.0),
                Op::WordSpacing(n) => state.word_space = number(n.0),
                Op::HorizontalScaling(n) => state.stretch = number(n.0) / 100.0,
                Op::TextLeading(n) => state.leading = number(n.0),
                Op::TextRise(n) => state.rise = number(n.0),
                Op::TextRenderingMode(n) => state.mode = n.0.as_i64(),
                Op::TextFont(font) => {
                    state.size = number(font.1);
                    let key = font.0.as_ref().to_vec();
                    state.face = fonts
                        .entry(key)
                        .or_insert_with(|| {
                            let dict = resources.get_font(font.0)?;
                            self.reader.faces.face(&dict)
                        })
                        .clone();
                }
                Op::SetTextMatrix(m) => {
                    line = affine([m.0, m.1, m.2, m.3, m.4, m.5]);
                    text = line;
                }
                Op::NextLine(by) => {
                    line *= Affine::translate((number(by.0), number(by.1)));
                    text = line;
                }
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -number(by.1);
                    line *= Affine::translate((number(by.0), number(by.1)));
                    text = line;
                }
                Op::NextLineUsingLeading(_) => {
                    line *= Affine::translate((0.0, -state.leading));
                    text = line;
                }
                Op::ShowText(shown) => self.show(&state, &mut text, shown.0.as_bytes())?,
                Op::NextLineAndShowText(shown) => {
                    line *= Affine::translate((0.0, -state.leading));
                    text = line;
                    self.show(&state, &mut text, shown.0.as_bytes())?;
                }
                Op::ShowTextWithParameters(shown) => {
                    state.word_space = number(shown.0);
                    state.char_space = number(shown.1);
                    line *= Affine::translate((0.0, -state.leading));
                    text = line;
                    self.show(&state, &mut text, shown.2.as_bytes())?;
                }
                Op::ShowTexts(shown) => {
                    for item in shown.0.iter::<Object<'_>>() {
                        match item {
                            Object::Number(n) => {
                                let by = -number(n) / 1_000.0 * state.size * state.stretch;
                                text *= Affine::translate((by, 0.0));
                            }
                            Object::String(s) => self.show(&state, &mut text, s.as_bytes())?,
                            _ => {}
                        }
                    }
                }
                Op::BeginMarkedContent(_) if self.marks.len() < MAX_STATES => {
                    self.marks.push(Mark::Plain);
                }
                Op::BeginMarkedContentWithProperties(mark) if self.marks.len() < MAX_STATES => {
                    let from = self.content.glyphs.len();
                    let mark = Mark::read(mark.0, mark.1, resources, &self.reader.hidden, from);
                    self.marks.push(mark);
                }
                Op::EndMarkedContent(_) if self.marks.len() > n_marks => {
                    end_mark(self.marks.pop(), &mut self.content.glyphs);
                }
                _ => {}
            }
        }
        while self.marks.len() > n_marks {
            end_mark(self.marks.pop(), &mut self.content.glyphs);
        }
        Ok(())
    }

    /// Draws a form, or notes a picture.
    fn object(
        &mut self,
        stream: &Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
    ) -> Result<(), IngestError> {
        let dict = stream.dict();
        let is_hidden =
            dict.get_ref(b"OC").is_some_and(|id| self.reader.hidden.contains(&id.into()));
        let kind = dict.get::<Name<'_>>(b"Subtype");
        match kind.as_deref() {
            _ if is_hidden => Ok(()),
            Some(b"Image") => {
                self.picture(state.ctm);
                Ok(())
            }
            Some(b"Form") if self.depth < MAX_FORMS => {
                self.reader.forms += 1;
                if self.reader.forms > MAX_DRAWN {
                    return Err(too_much("drawings", MAX_DRAWN));
                }
                let Ok(bytes) = stream.decoded_data() else { return Ok(()) };
                self.reader.form_bytes += bytes.len() as u64;
                if self.reader.form_bytes > MAX_FORM_BYTES {
                    return Err(too_much("bytes of drawings", MAX_FORM_BYTES));
                }
                let matrix = dict.get::<[f64; 6]>(b"Matrix").map_or(Affine::IDENTITY, Affine::new);
                let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
                let mut inner = state.clone();
                inner.ctm *= matrix;
                self.depth += 1;
                let outcome =
                    self.stream(TypedIter::new(&bytes), own.as_ref().unwrap_or(resources), inner);
                self.depth -= 1;
                outcome
            }
            _ => Ok(()),
        }
    }

    fn picture(&mut self, ctm: Affine) {
        let corners =
            [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|p| ctm * Point::from(p));
        let least = |of: fn(&Point) -> f64| corners.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&Point) -> f64| corners.iter().map(of).fold(f64::MIN, f64::max);
        let (width, height) = (self.content.width, self.content.height);
        let picture = Picture {
            x0: least(|p| p.x).clamp(0.0, width),
            y0: least(|p| p.y).clamp(0.0, height),
            x1: most(|p| p.x).clamp(0.0, width),
            y1: most(|p| p.y).clamp(0.0, height),
        };
        if self.content.pictures.len() < MAX_PICTURES {
            self.content.pictures.push(picture);
        }
    }

    /// Shows a string and moves `text` behind it.
    fn show(
        &mut self,
        state: &State<'a>,
        text: &mut Affine,
        bytes: &[u8],
    ) -> Result<(), IngestError> {
        let Some(face) = &state.face else {
            self.content.n_unread += bytes.len();
            return Ok(());
        };
        let is_out = self.marks.iter().any(|mark| matches!(mark, Mark::Out));
        let mut at = 0;
        while at < bytes.len() {
            let code = face.code(bytes, at);
            at += code.bytes;
            self.reader.glyphs += 1;
            if self.reader.glyphs > MAX_GLYPHS {
                return Err(too_much("characters", MAX_GLYPHS));
            }
            if self.content.glyphs.len() >= MAX_PAGE_GLYPHS {
                return Err(too_much("characters on a page", MAX_PAGE_GLYPHS as u64));
            }
            let width = code.advance / 1_000.0 * state.size * state.stretch;
            let space = if code.is_word_space { state.word_space } else { 0.0 };
            let step = width + (state.char_space + space) * state.stretch;
            if !is_out {
                let place = state.ctm * *text * Affine::translate((0.0, state.rise));
                self.glyph(place, width, state, face, code.text);
            }
            *text *= Affine::translate((step, 0.0));
        }
        Ok(())
    }

    fn glyph(
        &mut self,
        place: Affine,
        width: f64,
        state: &State<'a>,
        face: &Face<'a>,
        text: [Option<char>; 3],
    ) {
        let [a, b, c, d, e, f] = place.as_coeffs();
        let (along, up) = (Vec2::new(a, b), Vec2::new(c, d));
        let (length, size) = (along.hypot(), up.hypot() * state.size.abs());
        let sound = [e, f, width, length, size].iter().all(|n| n.is_finite() && n.abs() < 1e6);
        if !sound || length == 0.0 || size < 0.5 {
            return;
        }
        let along = along / length * state.size.signum();
        let (x, y) = (e, f);
        let reach = (width * length).abs();
        let off = |at: f64, to: f64| at < -1.0 || at > to + 1.0;
        if off(x, self.content.width) || off(y, self.content.height) {
            return;
        }
        let (turn, x, y) = match (along.x, along.y) {
            (dx, dy) if dy.abs() < dx.abs() * 0.15 && dx > 0.0 => (0, x, y),
            (dx, dy) if dy.abs() < dx.abs() * 0.15 => (2, -x, -y),
            (dx, dy) if dx.abs() < dy.abs() * 0.15 && dy > 0.0 => (1, y, -x),
            (dx, dy) if dx.abs() < dy.abs() * 0.15 => (3, -y, x),
            _ => (4, x, y),
        };
        self.content.glyphs.push(Glyph {
            x,
            end: x + reach,
            y,
            size,
            text,
            bold: face.bold || state.mode == 2,
            italic: face.italic,
            hidden: matches!(state.mode, 3 | 7),
            drawn: face.drawn,
            turn,
        });
    }
}

fn number(number: Number) -> f64 {
    number.as_f64()
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(number))
}

fn too_much(what: &str, limit: u64) -> IngestError {
    let reason = format!("it draws more than {limit} {what}, which is the limit");
    IngestError::Malformed { format: "PDF", reason }
}
