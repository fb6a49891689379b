//! Runs wasm-bindgen as a library, and takes out of its JavaScript what would load over a network.
//!
//! The page compiles its wasm from bytes that it holds already and hands the module to `initSync`.
//! The other way in, which fetches, is cut out, so that no `fetch` is left in the file to be
//! explained. A version of wasm-bindgen that writes its JavaScript otherwise fails the build here.
//!
//! Leptos makes the parts of a view that never change from markup in a `<template>`, or in a `<g>`
//! for SVG, which is in the binary from the start. The one setter that it does this by is made to
//! refuse all other elements, so that no text of a document ever becomes markup.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Bin, Module};

/// Name of the object that holds what the JavaScript exports.
pub(crate) const GLOBAL: &str = "bindings";

/// From, up to (and without), and what stands there instead.
const CUTS: [(&str, &str, &str); 3] = [
    // Where the script came from, for finding the wasm beside it.
    ("let script_src;", "function ", ""),
    ("async function __wbg_load(", "function initSync(", ""),
    ("let __wbg_init_promise;", "return Object.assign(__wbg_init, { initSync }, exports);", ""),
];

const RETURN: &str = "Object.assign(__wbg_init, { initSync }, exports)";

/// What is exported instead: functions of the page and the engine are called by nobody.
fn exports(bin: Bin) -> &'static str {
    match bin {
        Bin::App | Bin::Worker => "{ initSync }",
        Bin::Pdf => "Object.assign({ initSync }, exports)",
    }
}

/// How wasm-bindgen sets markup.
const MARKUP: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";

/// How it is let.
pub(crate) const GUARDED_MARKUP: &str = "\
    if (arg0.localName !== 'template' && arg0.localName !== 'g') throw new Error('not a template'); \
    arg0.innerHTML = getStringFromWasm0(arg1, arg2);";

/// Makes the JavaScript of a wasm file, and the wasm that goes with it.
pub(crate) fn bind(wasm: &Path, bin: Bin) -> Result<Module> {
    let context = || format!("wasm-bindgen failed on {}", wasm.display());
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(bin.name()).typescript(false).demangle(false);
    bindgen.no_modules(true).with_context(context)?;
    bindgen.no_modules_global(GLOBAL).with_context(context)?;
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().with_context(context)?;
    let glue = without_loader(output.js(), bin).with_context(context)?;
    let glue = glue.replace(MARKUP, GUARDED_MARKUP);
    Ok(Module { wasm: output.wasm_mut().emit_wasm(), glue })
}

fn without_loader(glue: &str, bin: Bin) -> Result<String> {
    let mut glue = glue.to_owned();
    for (from, until, instead) in CUTS {
        let start = glue.find(from).with_context(|| changed(from))?;
        let length = glue[start..].find(until).with_context(|| changed(until))?;
        glue.replace_range(start..start + length, instead);
    }
    let start = glue.find(RETURN).with_context(|| changed(RETURN))?;
    glue.replace_range(start..start + RETURN.len(), exports(bin));
    Ok(glue)
}

fn changed(marker: &str) -> String {
    format!("its JavaScript has no `{marker}`: look what this version writes and adapt the cuts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_no_loader() {
        let glue = "let bindings = (function(exports) {\n    let script_src;\n    if (a) { b }\n\n    \
            function f() {}\n    async function __wbg_load(m) { fetch(m) }\n\n    \
            function initSync(module) {}\n    let __wbg_init_promise;\n    \
            async function __wbg_init(m) { fetch(m) }\n    \
            return Object.assign(__wbg_init, { initSync }, exports);\n})({ __proto__: null });\n";
        let cut = without_loader(glue, Bin::Worker).unwrap();
        assert_eq!(
            cut,
            "let bindings = (function(exports) {\n    function f() {}\n    \
            function initSync(module) {}\n    return { initSync };\n})({ __proto__: null });\n"
        );
    }

    #[test]
    fn says_what_has_changed() {
        let error = without_loader("let script_src; function f() {}", Bin::App).unwrap_err();
        assert!(error.to_string().contains("__wbg_load"), "{error}");
    }
}
