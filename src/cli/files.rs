//! Paths to inputs: folders are walked, what belongs to a saved page is passed over.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::is_stdin;
use crate::engine::ingest::Assets;

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Path inside the drop, "/"-separated: what the report says.
    pub(super) shown: String,
    /// Where it lies.
    pub(super) path: PathBuf,
}

/// A path that could not be walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// Path, as shown.
    pub(super) shown: String,
    /// Why.
    pub(super) reason: String,
}

/// All files below `paths`, in the order given, folders in the order of names.
pub(super) fn walk(paths: &[PathBuf]) -> (Vec<Entry>, Vec<Unreadable>) {
    let (mut entries, mut unreadable) = (Vec::new(), Vec::new());
    for path in paths {
        let shown = name(path);
        if path.is_dir() {
            let mut inside = Vec::new();
            walk_folder(path, &shown, &mut inside, &mut unreadable);
            entries.extend(without_assets(inside, &shown));
        } else {
            entries.push(Entry { shown, path: path.clone() });
        }
    }
    (entries, unreadable)
}

/// The files of the folder `shown`, but for what belongs to a saved page or a disk.
fn without_assets(mut entries: Vec<Entry>, shown: &str) -> Vec<Entry> {
    let from = shown.len() + 1;
    let assets = Assets::among(entries.iter().map(|entry| &entry.shown[from..]));
    entries.retain(|entry| !assets.holds(&entry.shown[from..]));
    entries
}

/// The last part of a path, as a page that it was dropped on would show it.
fn name(path: &Path) -> String {
    if is_stdin(path) {
        return "stdin".to_owned();
    }
    let absolute = || path.canonicalize().ok()?.file_name().map(|n| n.to_owned());
    let name = path.file_name().map(|n| n.to_owned()).or_else(absolute);
    name.unwrap_or_else(|| path.as_os_str().to_owned()).to_string_lossy().into_owned()
}

fn walk_folder(
    folder: &Path,
    shown: &str,
    entries: &mut Vec<Entry>,
    unreadable: &mut Vec<Unreadable>,
) {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) => {
            unreadable.push(Unreadable { shown: shown.to_owned(), reason: error.to_string() });
            return;
        }
    };
    let mut paths: Vec<PathBuf> = listing.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    for path in &paths {
        let name = name(path);
        if name.starts_with('.') {
            continue;
        }
        let shown = format!("{shown}/{name}");
        // A link to a folder above would never end.
        if path.is_symlink() && path.is_dir() {
            continue;
        }
        if path.is_dir() {
            walk_folder(path, &shown, entries, unreadable);
        } else {
            entries.push(Entry { shown, path: path.clone() });
        }
    }
}

/// The bytes of `path` if it is a zip archive that is worth cutting up.
pub(super) fn read_archive(path: &Path) -> Option<Arc<Vec<u8>>> {
    const LEAST: u64 = 200_000;
    if is_stdin(path) || fs::metadata(path).ok()?.len() < LEAST {
        return None;
    }
    let mut magic = [0; 4];
    fs::File::open(path).ok()?.read_exact(&mut magic).ok()?;
    (&magic == b"PK\x03\x04").then(|| fs::read(path).ok().map(Arc::new)).flatten()
}

/// The bytes of `path`, or of standard input.
pub(super) fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if is_stdin(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_pages_assets_are_passed_over() {
        let entry = |shown: &str| Entry { shown: shown.to_owned(), path: PathBuf::new() };
        let shown = ["in/Bridge.html", "in/Bridge_files/ad.html", "in/Tunnel_files/a.html"];
        let kept = without_assets(shown.map(entry).to_vec(), "in");
        assert_eq!(kept, [entry("in/Bridge.html"), entry("in/Tunnel_files/a.html")]);
    }
}
