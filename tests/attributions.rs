//! Who says what in articles written for it and marked by hand: enough attributions are right.
//!
//! `language/attributions/{dev,held}/*.txt` are in the form that `attributions/marked.rs` reads.
//! Those in `dev` are looked at while the engine is made, those in `held` are not. What "right"
//! means stands in `attributions/score.rs`; `cargo xtask eval claims` prints more of the same.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stdout, reason = "the figures are what the test is for")]

#[path = "attributions/mod.rs"]
mod attributions;

use std::fs;
use std::path::Path;

use attributions::score::{ATTR80, SPEECH, Totals, judge};
use attributions::{marked, read};
use nutgraf::engine::Resources;

/// A half of the articles, and the least F1 of attributions in direct, mixed and indirect speech.
const FLOORS: [(&str, f64); 2] = [("dev", 0.74), ("held", 0.70)];

#[test]
fn speech_is_attributed_in_marked_articles() {
    let resources = Resources::new();
    for (half, floor) in FLOORS {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/language/attributions").join(half);
        let Ok(entries) = fs::read_dir(&folder) else {
            assert_ne!(half, "dev", "{} is not there", folder.display());
            println!("{half}: no articles");
            continue;
        };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
        paths.sort();
        let mut totals = Totals::default();
        for path in paths {
            let name = path.file_stem().unwrap().to_string_lossy();
            let article = marked::read(&name, &fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let reading = read(&resources, &article).unwrap();
            totals.add(&judge(&article, &reading.claims));
        }
        let counts = totals.whole[SPEECH][ATTR80];
        let scores = counts.scores();
        println!(
            "{half} attributions: {} marked, {} found, F1 {:.3} (P {:.3}, R {:.3})",
            counts.marked, counts.found, scores.f1, scores.precision, scores.recall
        );
        assert!(scores.f1 >= floor, "{half}: {:.3}", scores.f1);
    }
}
