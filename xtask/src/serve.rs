//! `cargo xtask serve`: the finished file, to this machine alone, for looking at while working.
//!
//! The server knows one file and reads it anew for each request, so that a reload shows what
//! `--watch` has built since.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use notify_debouncer_mini::notify::RecursiveMode;
use notify_debouncer_mini::{DebounceEventResult, new_debouncer};
use tiny_http::{Header, Request, Response, Server};

use crate::dist::{self, Speed};
use crate::workspace;

/// Taken if it is free and no other was asked for.
const PORT: u16 = 8080;

/// What the page is made of; a change in any of these builds it again.
const SOURCES: [&str; 5] = ["src", "style", "models", "index.html", "Cargo.toml"];

/// How to serve.
pub(crate) struct Options {
    pub(crate) port: Option<u16>,
    pub(crate) watch: bool,
    pub(crate) open: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: None, watch: false, open: true }
    }
}

/// Builds the file and serves it until the program is ended.
pub(crate) fn serve(options: &Options, speed: Speed) -> Result<()> {
    let speed = if options.watch { Speed::Fast } else { speed };
    let file = dist::dist(speed)?;
    let server = Arc::new(listen(options.port)?);
    let address = format!("http://{}/", server.server_addr());
    println!("serving {address} (end with Ctrl+C)");
    if options.open {
        open(&address);
    }
    if !options.watch {
        answer_all(&server, &file);
        return Ok(());
    }
    thread::spawn(move || answer_all(&server, &file));
    rebuild_on_change()
}

fn listen(port: Option<u16>) -> Result<Server> {
    let listen = |port| Server::http(("127.0.0.1", port));
    let server = match port {
        Some(port) => listen(port),
        None => listen(PORT).or_else(|_| listen(0)),
    };
    server.map_err(|error| anyhow!("no port of this machine could be opened: {error}"))
}

fn answer_all(server: &Server, file: &Path) {
    for request in server.incoming_requests() {
        let response = answer(&request, file);
        // A browser that went away is no fault of the server's.
        let _ = request.respond(response);
    }
}

fn answer(request: &Request, file: &Path) -> Response<Cursor<Vec<u8>>> {
    let path = request.url().split('?').next().unwrap_or_default();
    if path != "/" && path != "/nutgraf.html" {
        return Response::from_string("not found").with_status_code(404);
    }
    match fs::read(file) {
        Ok(html) => [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
            .into_iter()
            .filter_map(|(name, value)| Header::from_bytes(name, value).ok())
            .fold(Response::from_data(html), Response::with_header),
        Err(error) => Response::from_string(error.to_string()).with_status_code(500),
    }
}

/// Shows the address in a browser, where there is a screen to show it on.
fn open(address: &str) {
    let command = if cfg!(target_os = "macos") {
        Some(("open", &[][..]))
    } else if cfg!(windows) {
        Some(("cmd", &["/C", "start"][..]))
    } else {
        let screen =
            ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
        screen.then_some(("xdg-open", &[][..]))
    };
    if let Some((program, arguments)) = command {
        let mut command = Command::new(program);
        command.args(arguments).arg(address);
        // The address is printed as well, so a browser that does not start is no loss.
        let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
}

fn rebuild_on_change() -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut debouncer = new_debouncer(Duration::from_millis(300), report_to(sender))?;
    let root = workspace::root();
    let sources: Vec<PathBuf> = SOURCES.iter().map(|source| root.join(source)).collect();
    for source in sources.iter().filter(|source| source.exists()) {
        debouncer.watcher().watch(source, RecursiveMode::Recursive)?;
    }
    rebuild_on(&changes);
    Ok(())
}

fn report_to(sender: Sender<()>) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |_| {
        // Fails only when the program is ending.
        let _ = sender.send(());
    }
}

fn rebuild_on(changes: &Receiver<()>) {
    while changes.recv().is_ok() {
        // What changed while the last build ran is one change.
        while changes.try_recv().is_ok() {}
        match dist::dist(Speed::Fast) {
            Ok(_) => println!("built again: reload the page"),
            Err(error) => eprintln!("error: {error:#}"),
        }
    }
}
