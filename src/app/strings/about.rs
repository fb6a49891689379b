//! The words on what the page is, and on how to check that nothing leaves it.

strings! {
    PRIVACY_TITLE = "How to check that nothing leaves";
    PRIVACY_1 = "Unplug or switch off the network, then reload this file: everything still works.";
    PRIVACY_2 = "Press F12, open “Network”, then drop an article: no request appears.";
    PRIVACY_3 = "The file carries a policy (Content-Security-Policy, near its top) by which the browser refuses every connection from this page.";
    PRIVACY_4 = "Keep the file and compare its SHA-256 with the published one: shasum -a 256 nutgraf.html, on Windows certutil -hashfile nutgraf.html SHA256.";
    PRIVACY_5 = "Articles are held in memory only. Closing the page forgets them; exports go to your downloads.";
    ABOUT_HOW_TITLE = "How it works";
    ABOUT_HOW = "The site's furniture is taken out, sentences are ranked by what the article itself gives weight to, and words of saying lead to who claims what. The same files give the same findings on every computer.";
    ABOUT_LIMITS_TITLE = "Limits";
    ABOUT_LIMITS = "Claims are found in English only; summaries and cleaning work in other languages too. Pictures of pages need text recognition first. Claims are missed and speakers mistaken at times: check against the marked text before you rely on a finding.";
    ABOUT_LICENCE = "Nutgraf is free software under the MIT licence.";
    ABOUT_OTHERS = "Works of others in this file";
    KEYS_TITLE = "Keys";
    ABOUT_KEYS = "Everything can be done without a mouse. Press ? for the keys.";
    LICENCES_MISSING = "The list is part of the built file only.";
}

/// The keys, and what each does.
pub(in crate::app) fn keys(is_mac: bool) -> [(&'static str, &'static str); 7] {
    let (search, undo, redo) = match is_mac {
        true => ("⌘K or /", "⌘Z", "⇧⌘Z"),
        false => ("Ctrl K or /", "Ctrl Z", "Ctrl Shift Z"),
    };
    [
        (search, "Search articles, speakers, claims and passages"),
        ("Tab", "To the next button or link"),
        ("↑ ↓ Page Home End", "From row to row in the list of articles and the table of claims"),
        ("Enter", "Open what has the focus"),
        ("Esc", "Close a dialog, a menu, a list of names"),
        (undo, "Undo a correction"),
        (redo, "Do it again"),
    ]
}

pub(in crate::app) fn version(version: &str) -> String {
    format!("Version {version}")
}
