//! Paths to inputs: folders are walked, a saved page's folder of assets is passed over.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::is_stdin;

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
            walk_folder(path, &shown, &mut entries, &mut unreadable);
        } else {
            entries.push(Entry { shown, path: path.clone() });
        }
    }
    (entries, unreadable)
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
    let names: Vec<String> = paths.iter().map(|p| name(p)).collect();
    for (path, name) in paths.iter().zip(&names) {
        let shown = format!("{shown}/{name}");
        if name.starts_with('.') || is_asset(name, &names) {
            continue;
        }
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

/// True for what a browser saves beside a page: its folder "X_files" beside "X.html".
fn is_asset(name: &str, siblings: &[String]) -> bool {
    let page = name.strip_suffix("_files").or_else(|| name.strip_suffix(".files"));
    page.is_some_and(|page| {
        [".html", ".htm", ".xhtml"].iter().any(|end| siblings.contains(&format!("{page}{end}")))
    })
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
        let names = ["Bridge.html".to_owned(), "Bridge_files".to_owned()];
        assert!(is_asset("Bridge_files", &names));
        assert!(!is_asset("Tunnel_files", &names));
    }
}
