//! Reads a file of any format but PDF and says how much text is in it: the readers and nothing else,
//! so that their size can be told. Built by `cargo xtask eval ingest`.

#![allow(clippy::print_stdout, reason = "what is read must not be optimised away")]

use std::ops::ControlFlow;

use nutgraf::engine::ingest::{Entry, Input, Readers, Sink, ingest_each};

struct Count(usize);

impl Sink for Count {
    fn take(&mut self, entry: Entry) -> ControlFlow<()> {
        if let Ok(source) = entry.outcome {
            self.0 += source.body.source_text().len();
        }
        ControlFlow::Continue(())
    }
}

fn main() {
    let mut count = Count(0);
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        ingest_each(Input::named(&path, &bytes), Readers::default(), &mut count);
    }
    println!("{}", count.0);
}
