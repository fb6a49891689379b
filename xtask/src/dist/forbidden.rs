//! Checks that the finished file has no means of talking to anybody, and no way for the text of a
//! document to become markup or code.
//!
//! The policy in the file forbids all of this once more. What is packed is not searched: wasm has
//! no means of its own, it only calls the JavaScript that is.

use anyhow::{Result, bail};

use super::glue::GUARDED_MARKUP;

const FORBIDDEN: [&str; 12] = [
    "fetch(",
    "WebSocket",
    "RTCPeerConnection",
    "sendBeacon",
    "window.open",
    "XMLHttpRequest",
    "EventSource",
    "insertAdjacentHTML",
    "innerHTML",
    "eval(",
    "new Function(",
    "importScripts",
];

/// May occur although something forbidden is in it: the setter of Leptos's templates, which takes
/// only markup that is in the binary from the start, and its name.
const ALLOWED: [&str; 2] = [GUARDED_MARKUP, "__wbg_set_innerHTML_"];

/// Fails where something forbidden occurs, and shows it.
pub(crate) fn check(html: &str) -> Result<()> {
    let html = ALLOWED.iter().fold(html.to_owned(), |html, allowed| html.replace(allowed, ""));
    let found: Vec<String> = FORBIDDEN
        .iter()
        .filter_map(|word| html.find(word).map(|at| format!("`{word}` in: {}", around(&html, at))))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    bail!("the finished file contains what it must not:\n  {}", found.join("\n  "))
}

fn around(html: &str, at: usize) -> String {
    let start = html.floor_char_boundary(at.saturating_sub(60));
    let end = html.ceil_char_boundary((at + 60).min(html.len()));
    html[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_was_found() {
        let error = check("<script>const reply = await fetch(url);</script>").unwrap_err();
        assert!(error.to_string().contains("await fetch(url)"), "{error}");
        assert!(check("<p>fetch it</p>").is_ok());
    }

    #[test]
    fn lets_markup_into_templates_alone() {
        assert!(check(GUARDED_MARKUP).is_ok());
        assert!(check("arg0.innerHTML = getStringFromWasm0(arg1, arg2);").is_err());
    }
}
