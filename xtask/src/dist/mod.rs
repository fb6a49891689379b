//! `cargo xtask dist`: sources in, `dist/nutgraf.html` out.
//!
//! 1. [`compile`]: the binaries `app`, `worker` and `pdf` become wasm.
//! 2. [`glue`]: wasm-bindgen makes the JavaScript beside each.
//! 3. [`wasm_opt`]: a smaller wasm, where a fit `wasm-opt` is found.
//! 4. [`licences`]: the licences of everything that is linked into them.
//! 5. [`page`]: all of it goes into the template `index.html`, under a policy of hashes.
//! 6. [`forbidden`]: the file has no means of talking to anybody; [`sizes`]: it is small enough.
//!
//! The same sources give the same bytes, whatever directory they lie in.

mod compile;
mod forbidden;
mod glue;
mod licences;
mod pack;
mod page;
mod sizes;
pub(crate) mod wasm_opt;

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::workspace::{self, Metadata};

pub(crate) use compile::{SHIPPED, SIMD, TARGET, engine_for_speed, ensure_target};

/// What a build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speed {
    /// Built quickly, large and slow: the inner loop.
    Fast,
    /// What is shipped and measured.
    Shipped,
}

/// The binaries in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bin {
    App,
    Worker,
    /// The reader of PDF, which a worker compiles when one comes.
    Pdf,
}

impl Bin {
    fn name(self) -> &'static str {
        match self {
            Bin::App => "app",
            Bin::Worker => "worker",
            Bin::Pdf => "pdf",
        }
    }

    /// The feature of the package that holds all that the binary needs.
    fn feature(self) -> &'static str {
        match self {
            Bin::App => "web",
            Bin::Worker => "worker",
            Bin::Pdf => "pdf-wasm",
        }
    }
}

/// One binary, ready to be inlined.
struct Module {
    wasm: Vec<u8>,
    glue: String,
}

/// Builds the file and returns its path.
pub(crate) fn dist(speed: Speed) -> Result<PathBuf> {
    let started = Instant::now();
    let metadata = Metadata::read()?;
    compile::ensure_target()?;
    let optimizer = wasm_opt::find(speed);
    let app = module(&metadata, Bin::App, speed, optimizer.as_ref())?;
    let worker = module(&metadata, Bin::Worker, speed, optimizer.as_ref())?;
    let pdf = module(&metadata, Bin::Pdf, speed, optimizer.as_ref())?;
    let licences = licences::collect(&metadata)?;
    let page = page::bundle(&app, &worker, &pdf, &licences)?;
    forbidden::check(&page.html)?;
    let path = write(&page.html)?;
    println!("{}", sizes::table(&page.parts));
    println!("{} in {:.0} s", path.display(), started.elapsed().as_secs_f32());
    if speed == Speed::Shipped {
        sizes::check(&page.parts)?;
    }
    Ok(path)
}

fn module(
    metadata: &Metadata,
    bin: Bin,
    speed: Speed,
    optimizer: Option<&wasm_opt::Optimizer>,
) -> Result<Module> {
    let wasm = compile::compile(metadata, bin, speed)?;
    let mut module = glue::bind(&wasm, bin)?;
    if let Some(optimizer) = optimizer {
        module.wasm = optimizer.run(&module.wasm, bin.name())?;
    }
    Ok(module)
}

fn write(html: &str) -> Result<PathBuf> {
    let dir = workspace::dist_dir();
    fs::create_dir_all(&dir).with_context(|| format!("{} could not be made", dir.display()))?;
    let path = dir.join("nutgraf.html");
    fs::write(&path, html).with_context(|| format!("{} could not be written", path.display()))?;
    Ok(path)
}
