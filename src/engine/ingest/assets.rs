//! [`Assets`]: files of a folder or an archive that are no articles and not worth a failure each.

use std::collections::BTreeSet;

/// What browsers add to a page's name for the folder of its pictures, in their languages.
const FOLDERS: [&str; 19] = [
    "_files",
    ".files",
    "-files",
    "-dateien",
    "_dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_file",
    "_bestanden",
    "-filer",
    "_filer",
    "_pliki",
    "_soubory",
    "_elemei",
    "_dosyalar",
    "_fitxers",
    "_файлы",
];

/// Endings of pages.
const PAGES: [&str; 5] = ["html", "htm", "xhtml", "shtml", "mhtml"];

/// Endings of files that belong to a page, a program or a disk, never to a reader.
const PARTS: [&str; 14] = [
    "css", "js", "mjs", "map", "wasm", "woff", "woff2", "ttf", "otf", "eot", "ds_store", "ico",
    "lnk", "url",
];

/// Endings of pictures, sound and film, which are a page's where there is one.
const MEDIA: [&str; 17] = [
    "avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp", "mp3", "mp4",
    "m4a", "ogg", "wav", "webm",
];

/// Tells files that are no articles from those that may be.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Paths of web pages, in lower case, without their endings.
    pages: BTreeSet<String>,
}

impl Assets {
    /// Reads the paths of all files of a folder or an archive, "/"-separated.
    pub fn among<'a>(paths: impl Iterator<Item = &'a str>) -> Self {
        let page = |path: &str| {
            let (stem, ending) = path.rsplit_once('.')?;
            let ending = ending.to_lowercase();
            PAGES.contains(&ending.as_str()).then(|| stem.to_lowercase())
        };
        let mut pages = BTreeSet::new();
        pages.extend(paths.filter_map(page));
        Self { pages }
    }

    /// True for a file that is to be passed over without a failure: one in the folder that a
    /// browser saves beside a page, a hidden one, a page's style, script or font; pictures, sound
    /// and film where there is a page at all.
    pub fn holds(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let name = path.rsplit('/').next().unwrap_or(&path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        path.split('/').any(|part| part.starts_with('.') || part == "__macosx")
            || matches!(name, "thumbs.db" | "desktop.ini")
            || PARTS.contains(&ending)
            || !self.pages.is_empty() && MEDIA.contains(&ending)
            || self.is_in_folder_of_page(&path)
    }

    fn is_in_folder_of_page(&self, path: &str) -> bool {
        path.match_indices('/').any(|(at, _)| {
            let folder = &path[..at];
            FOLDERS
                .iter()
                .any(|end| folder.strip_suffix(end).is_some_and(|stem| self.pages.contains(stem)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], passed_over: &[&str]) {
        let assets = Assets::among(paths.iter().copied());
        let held: Vec<&str> = paths.iter().copied().filter(|path| assets.holds(path)).collect();
        assert_eq!(held, passed_over);
    }

    #[test]
    fn the_folder_of_a_saved_page_is_passed_over() {
        check(
            &["in/Story.html", "in/Story_files/ad.html", "in/notes_files/a.html"],
            &["in/Story_files/ad.html"],
        );
        check(&["Brücke.htm", "Brücke-Dateien/frame.html"], &["Brücke-Dateien/frame.html"]);
    }

    #[test]
    fn what_belongs_to_a_disk_is_passed_over() {
        let hidden = ["a/.git/config", "__MACOSX/a/._story.txt", "a/Thumbs.db", ".DS_Store"];
        check(&hidden, &hidden);
        check(&["a/story.txt", "a/notes.md"], &[]);
    }

    #[test]
    fn a_picture_is_named_where_there_is_no_page() {
        check(&["scans/one.jpg", "scans/story.docx"], &[]);
        check(&["page/one.jpg", "page/story.html"], &["page/one.jpg"]);
    }
}
