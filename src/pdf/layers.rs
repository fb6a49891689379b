//! [`hidden_layers`]: the layers of a document that are switched off.

use hayro_syntax::object::{Array, Dict, ObjectIdentifier};

/// The most layers that are looked at.
const MAX_LAYERS: usize = 1_000;

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
