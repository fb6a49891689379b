//! [`Mark`]: passages that a page marks: layers, running heads, and what glyphs say.

use hayro_syntax::object::{
    Array, Dict, Name, Object, ObjectIdentifier, String as PdfString, dict_or_stream,
};
use hayro_syntax::page::Resources;

use super::content::Glyph;
use super::metadata;

/// The most layers that are looked at.
const MAX_LAYERS: usize = 1_000;

/// A passage of marked content (ISO 32000, chapter 14.6).
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    /// Says nothing.
    Plain,
    /// Not shown, or no part of the text: a layer that is off, a running head.
    Out,
    /// The glyphs from number `from` on say `text`.
    Says { from: usize, text: [Option<char>; 3] },
}

impl Mark {
    /// The mark of that tag and those properties, at glyph `from`; `hidden` are the layers that
    /// are off.
    pub(super) fn read(
        tag: &Name<'_>,
        properties: &Object<'_>,
        resources: &Resources<'_>,
        hidden: &[ObjectIdentifier],
        from: usize,
    ) -> Self {
        let name = properties.clone().into_name();
        let dict = match &name {
            Some(name) => resources.properties.get::<Dict<'_>>(name),
            None => dict_or_stream(properties).map(|(dict, _)| dict.clone()),
        };
        let Some(dict) = dict else { return Mark::Plain };
        let is_running = || dict.get::<Name<'_>>(b"Type").is_some_and(|t| &*t == b"Pagination");
        match tag.as_ref() {
            b"OC" => {
                let id = name.and_then(|name| resources.properties.get_ref(name));
                let is_off = id.is_some_and(|id| hidden.contains(&id.into()));
                if is_off { Mark::Out } else { Mark::Plain }
            }
            b"Artifact" if is_running() => Mark::Out,
            _ => dict.get::<PdfString<'_>>(b"ActualText").map_or(Mark::Plain, |said| {
                let said = metadata::decode(said.as_bytes());
                let mut chars = said.chars();
                let text = [chars.next(), chars.next(), chars.next()];
                // Longer ones repeat what the glyphs say themselves.
                if chars.next().is_none() { Mark::Says { from, text } } else { Mark::Plain }
            }),
        }
    }
}

/// Ends a passage: its glyphs become the one that says what they do.
pub(super) fn end_mark(mark: Option<Mark>, glyphs: &mut Vec<Glyph>) {
    let Some(Mark::Says { from, text }) = mark else { return };
    let on_one_line = glyphs.get(from..).is_some_and(|said| {
        said.windows(2).all(|pair| (pair[0].y - pair[1].y).abs() < pair[0].size * 0.1)
    });
    if from < glyphs.len() && on_one_line {
        let end = glyphs.last().map_or(0.0, |glyph| glyph.end);
        glyphs.truncate(from + 1);
        glyphs[from].text = text;
        glyphs[from].end = end;
    }
}

/// The layers that the catalog's default configuration switches off.
pub(super) fn hidden_layers(catalog: &Dict<'_>) -> Vec<ObjectIdentifier> {
    let off = catalog
        .get::<Dict<'_>>(b"OCProperties")
        .and_then(|properties| properties.get::<Dict<'_>>(b"D"))
        .and_then(|config| config.get::<Array<'_>>(b"OFF"));
    let Some(off) = off else { return Vec::new() };
    let ids = off.raw_iter().filter_map(|item| item.as_obj_ref().map(Into::into));
    ids.take(MAX_LAYERS).collect()
}
