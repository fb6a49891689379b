//! OpenDocument texts (ISO/IEC 26300): the text as it stands after all tracked changes, without
//! comments, running heads, indexes and hidden words.
//!
//! Notes stand behind the text, so that none of them breaks a sentence.

mod body;
mod styles;
#[cfg(test)]
mod tests;

use super::IngestError;
use super::container::Reading;
use super::limits::Budget;
use super::office;
use super::xml::Xml;
use super::zip::Archive;
use body::Walk;
use styles::Styles;

const FORMAT: &str = "OpenDocument text";

/// Reads the document.
///
/// # Errors
/// If its text is missing, damaged from the beginning, or locked.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Reading, IngestError> {
    let deepest = budget.limits.element_depth;
    let archive = Archive::open(bytes, budget)?;
    let manifest = office::optional_part(&archive, "META-INF/manifest.xml", budget);
    if manifest.contains("encryption-data") {
        return Err(IngestError::Locked(FORMAT));
    }
    let Some(text) = office::part(&archive, "content.xml", budget)? else {
        let reason = if archive.is_cut() { "its end is missing" } else { "its text is missing" };
        return Err(IngestError::Malformed { format: FORMAT, reason: reason.into() });
    };
    let mut styles = Styles::default();
    let common = office::optional_part(&archive, "styles.xml", budget);
    styles.read(&mut Xml::new(&common, deepest));

    let mut xml = Xml::new(&text, deepest);
    let mut walk = Walk::new(styles);
    walk.run(&mut xml);
    let meta = office::optional_part(&archive, "meta.xml", budget);
    let metadata = office::properties(&meta, deepest);
    office::reading(FORMAT, walk.finish(), metadata, xml.damage(), Vec::new())
}
