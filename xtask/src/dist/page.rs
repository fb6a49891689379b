//! Puts everything into one file, from the template `index.html`.
//!
//! The modules stand in it once each, as gzip in base64 in data blocks, which no browser runs. The
//! policy allows the inline scripts and the style by their hashes, wasm, and workers from Blob
//! addresses (which inherit the policy), and nothing else.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::glue::GLOBAL;
use super::pack::{base64, csp_hash, gzip};
use super::sizes::{self, Part};
use super::{Bin, Module};
use crate::workspace;

const CHECK: &str = include_str!("boot/check.js");
const PAGE: &str = include_str!("boot/page.js");
const WORKER: &str = include_str!("boot/worker.js");

/// The finished file.
pub(crate) struct Page {
    pub(crate) html: String,
    pub(crate) parts: Vec<Part>,
}

/// Makes the file.
pub(crate) fn bundle(app: &Module, worker: &Module, pdf: &Module, licences: &str) -> Result<Page> {
    let template = workspace::root().join("index.html");
    let template = fs::read_to_string(&template)
        .with_context(|| format!("{} could not be read", template.display()))?;
    let style = style()?;
    let scripts = [CHECK.to_owned(), format!("{}\n{PAGE}", app.glue)];
    let worker_script = format!("{}\n{}\n{WORKER}", worker.glue, factory(&pdf.glue));

    let mut bundle = Bundle::default();
    bundle.packed("nutgraf-app", module_name(Bin::App), &app.wasm)?;
    bundle.packed("nutgraf-worker", module_name(Bin::Worker), &worker.wasm)?;
    bundle.packed("nutgraf-pdf", module_name(Bin::Pdf), &pdf.wasm)?;
    bundle.packed("nutgraf-licences", "licences", licences.as_bytes())?;
    bundle.inert("nutgraf-worker-script", "worker script", &worker_script)?;
    bundle.script("check script", &scripts[0])?;
    bundle.script("page script", &scripts[1])?;
    bundle.part("style", style.len(), gzip(style.as_bytes())?.len());

    let html = fill(&template, "policy", &policy(&scripts, &style))?;
    let html = fill(&html, "style", &format!("<style>{}</style>", inline(&style, "style")?))?;
    let html = fill(&html, "parts", bundle.html.trim_end())?;
    bundle.part(sizes::FILE, html.len(), gzip(html.as_bytes())?.len());
    Ok(Page { html, parts: bundle.parts })
}

fn module_name(bin: Bin) -> &'static str {
    match bin {
        Bin::App => sizes::APP_WASM,
        Bin::Worker => sizes::WORKER_WASM,
        Bin::Pdf => sizes::PDF_WASM,
    }
}

/// A function that makes the bindings of a new instance each time it is called.
fn factory(glue: &str) -> String {
    format!("const pdfReader = () => {{\n{glue}\nreturn {GLOBAL};\n}};")
}

/// The style sheets, in the order of their names.
fn style() -> Result<String> {
    let dir = workspace::root().join("style");
    let mut sheets: Vec<PathBuf> = match fs::read_dir(&dir) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?,
        Err(_) => Vec::new(),
    };
    sheets.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    sheets.sort();
    let mut style = String::from("\n");
    for sheet in sheets {
        let text = fs::read_to_string(&sheet)
            .with_context(|| format!("{} could not be read", sheet.display()))?;
        style.push_str(&text.replace('\r', ""));
    }
    Ok(style)
}

fn policy(scripts: &[String], style: &str) -> String {
    let scripts: Vec<String> = scripts.iter().map(|script| csp_hash(script)).collect();
    let policy = [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", scripts.join(" ")),
        "worker-src blob:".to_owned(),
        format!("style-src {}", csp_hash(style)),
        "img-src data:".to_owned(),
        "connect-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ];
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy.join("; "))
}

/// Puts a text in the place of a mark of the template.
fn fill(template: &str, mark: &str, text: &str) -> Result<String> {
    let mark = format!("<!-- nutgraf:{mark} -->");
    let (before, after) =
        template.split_once(&mark).with_context(|| format!("index.html has no {mark}"))?;
    Ok([before, text, after].concat())
}

/// A text that may stand in a script or style element and is its hash's text still.
fn inline<'a>(text: &'a str, element: &str) -> Result<&'a str> {
    let lower = text.to_ascii_lowercase();
    let end = format!("</{element}");
    ensure!(!lower.contains(&end), "a {element} contains `{end}`");
    ensure!(!text.contains("<!--"), "a {element} contains `<!--`");
    ensure!(!text.contains('\r'), "a {element} contains a carriage return");
    Ok(text)
}

/// The elements behind the page's skeleton, as they come together.
#[derive(Default)]
struct Bundle {
    html: String,
    parts: Vec<Part>,
}

impl Bundle {
    fn part(&mut self, name: &'static str, raw: usize, gzipped: usize) {
        self.parts.push(Part { name, raw, gzipped });
    }

    /// Bytes in a data block, as gzip in base64.
    fn packed(&mut self, id: &str, name: &'static str, bytes: &[u8]) -> Result<()> {
        let gzipped = gzip(bytes)?;
        self.part(name, bytes.len(), gzipped.len());
        let data = base64(&gzipped);
        let element = format!("<script type=\"application/gzip\" id=\"{id}\">{data}</script>\n");
        self.html.push_str(&element);
        Ok(())
    }

    /// JavaScript that the page itself does not run, in a data block.
    fn inert(&mut self, id: &str, name: &'static str, text: &str) -> Result<()> {
        self.part(name, text.len(), gzip(text.as_bytes())?.len());
        let text = inline(text, "script")?;
        self.html.push_str(&format!("<script type=\"text/plain\" id=\"{id}\">{text}</script>\n"));
        Ok(())
    }

    fn script(&mut self, name: &'static str, text: &str) -> Result<()> {
        self.part(name, text.len(), gzip(text.as_bytes())?.len());
        self.html.push_str(&format!("<script>{}</script>\n", inline(text, "script")?));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_a_mark() {
        assert_eq!(fill("<a><!-- nutgraf:x --></a>", "x", "$1").unwrap(), "<a>$1</a>");
        assert!(fill("<a></a>", "x", "").is_err());
    }

    #[test]
    fn refuses_a_script_that_would_end_early() {
        assert!(inline("let a = 1;", "script").is_ok());
        assert!(inline("let a = '</SCRIPT>';", "script").is_err());
        assert!(inline("let a = '<!--';", "script").is_err());
    }

    #[test]
    fn allows_scripts_and_style_by_hash_alone() {
        let policy = policy(&["a".to_owned(), "b".to_owned()], "c");
        assert_eq!(policy.matches("'sha256-").count(), 3);
        assert!(!policy.contains("unsafe-inline"));
    }
}
