//! Which files of a dropped folder are no articles and not worth a failure each.

use std::collections::HashSet;

/// Endings of files that belong to a page or a disk, not to a reader.
const ASSETS: &[&str] = &[
    "avif", "bmp", "css", "ds_store", "eot", "gif", "ico", "jpeg", "jpg", "js", "map", "mjs",
    "mp3", "mp4", "otf", "png", "svg", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2",
];

/// True for each of `paths` that is to be passed over without a failure: an asset of a saved page
/// (in "X_files/" beside "X.html", or by its ending inside a folder), or a hidden file.
///
/// A file that was dropped by itself is never passed over: who drops it wants to hear about it.
pub(in crate::app) fn passed_over(paths: &[String]) -> Vec<bool> {
    let all: HashSet<String> = paths.iter().map(|p| p.to_lowercase()).collect();
    paths.iter().map(|path| is_passed_over(&path.to_lowercase(), &all)).collect()
}

fn is_passed_over(path: &str, all: &HashSet<String>) -> bool {
    if !path.contains('/') {
        return false;
    }
    in_assets_folder(path, all)
        || path.split('/').any(|part| part.starts_with('.') || part == "__macosx")
        || path.ends_with("/thumbs.db")
        || path.rsplit_once('.').is_some_and(|(_, ending)| ASSETS.contains(&ending))
}

/// True if a folder above `path` is named after a page beside it.
fn in_assets_folder(path: &str, all: &HashSet<String>) -> bool {
    path.match_indices('/').any(|(at, _)| {
        let folder = &path[..at];
        let stem = folder.strip_suffix("_files").or_else(|| folder.strip_suffix(".files"));
        let has_page =
            |stem| ["html", "htm", "xhtml"].iter().any(|e| all.contains(&format!("{stem}.{e}")));
        stem.is_some_and(has_page)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], expected: &[bool]) {
        let paths: Vec<String> = paths.iter().map(|&p| p.to_owned()).collect();
        assert_eq!(passed_over(&paths), expected);
    }

    #[test]
    fn the_folder_of_a_saved_page_is_passed_over() {
        check(
            &["in/Story.html", "in/Story_files/ad.html", "in/notes_files/a.html"],
            &[false, true, false],
        );
        check(&["Story.htm", "Story_files/frame.html"], &[false, true]);
    }

    #[test]
    fn assets_and_hidden_files_in_folders_are_passed_over() {
        check(
            &["in/a.css", "in/.git/config", "in/a.txt", "in/Thumbs.db"],
            &[true, true, false, true],
        );
    }

    #[test]
    fn a_picture_dropped_by_itself_is_not() {
        check(&["scan.png"], &[false]);
    }
}
