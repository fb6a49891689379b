//! Which files of a dropped folder are no articles and not worth a failure each.

use crate::report::Assets;

/// True for each of `paths` that is to be passed over without a failure, as the engine does with
/// the entries of an archive.
///
/// A file that was dropped by itself is never passed over: who drops it wants to hear about it.
pub(in crate::app) fn passed_over(paths: &[String]) -> Vec<bool> {
    let assets = Assets::among(paths.iter().map(String::as_str));
    paths.iter().map(|path| path.contains('/') && assets.holds(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], expected: &[bool]) {
        let paths: Vec<String> = paths.iter().map(|&p| p.to_owned()).collect();
        assert_eq!(passed_over(&paths), expected);
    }

    #[test]
    fn a_pages_assets_and_hidden_files_are_passed_over() {
        check(
            &["in/Story.html", "in/Story_files/ad.html", "in/notes_files/a.html"],
            &[false, true, false],
        );
        check(
            &["in/a.css", "in/.git/config", "in/a.txt", "in/Thumbs.db"],
            &[true, true, false, true],
        );
    }

    #[test]
    fn a_picture_dropped_by_itself_is_not() {
        check(&["scan.png", "Story.html"], &[false, false]);
    }
}
