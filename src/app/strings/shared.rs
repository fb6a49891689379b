//! What the page says of sharing and of how sure claims are.

use super::{articles, claims, date};
use crate::report::{ErrorRate, Shared, Sureness};

pub(in crate::app) const SHARE_TITLE: &str = "Of the articles’ text, share";
pub(in crate::app) const TEXT_NOT_SHARED: &str = "The article’s text was not shared.";
pub(in crate::app) const TEXT_HASH: &str = "SHA-256 of the text:";
pub(in crate::app) const LEFT_OUT: &str = "not shared";
pub(in crate::app) const SURENESS: &str = "How sure";
pub(in crate::app) const HOW_OFTEN_RIGHT: &str = "How often are these right?";
pub(in crate::app) const CONFIDENCE_LEAD: &str = "A claim is right when it names the right source and its content begins and ends where it should. How likely that is stands beside a claim in a word; press the word for the figure.";
pub(in crate::app) const CONFIDENCE_NOT_TRUTH: &str = "It says how surely the claim was read from the article, not whether what somebody said is true. A claim without such a word was not rated; it is never hidden.";
pub(in crate::app) const MEASURED: &str = "Measured";
pub(in crate::app) const NOT_MEASURED: &str = "not measured";
pub(in crate::app) const RATE_FOUND: &str = "found, of those people marked";
pub(in crate::app) const RATE_RIGHT: &str = "right, of those shown";
pub(in crate::app) const PROVISIONAL: &str = "Provisional figures, on articles that were also at hand when the rules were made: on others they may be wrong more often.";

pub(in crate::app) fn joined(title: &str) -> String {
    format!(
        "“{title}”: the file’s text is the one that was analysed, by its SHA-256. It is whole again."
    )
}

/// A way of sharing: its name, and what goes with it.
pub(in crate::app) fn share_mode(shared: Shared) -> (&'static str, &'static str) {
    match shared {
        Shared::Whole => ("the whole text", "opens anywhere as you see it"),
        Shared::Quotes => (
            "the quoted passages alone",
            "what claims, summary and conflicts quote; the rest blacked out",
        ),
        Shared::Hashes => (
            "a SHA-256 in its place",
            "headlines and names stay; whoever has the file can put it back",
        ),
    }
}

pub(in crate::app) fn what_was_shared(shared: Shared) -> &'static str {
    match shared {
        Shared::Whole => "",
        Shared::Quotes => {
            "Only what claims, summary and conflicts quote is here; […] stands for the rest."
        }
        Shared::Hashes => {
            "Who claims something, and how, is here without the words; […] stands for them."
        }
    }
}

pub(in crate::app) fn drop_the_original(file: &str) -> String {
    format!("Drop {file} here as well: if it is the same text, the article is whole again.")
}

pub(in crate::app) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A choice of how sure claims must be.
pub(in crate::app) fn at_least(level: Sureness) -> String {
    match level {
        Sureness::Unsure => "Sure or not".to_owned(),
        Sureness::FairlySure => "Hide the unsure".to_owned(),
        Sureness::Sure => "Only the sure".to_owned(),
    }
}

pub(in crate::app) fn n_hidden(n: usize) -> String {
    format!("{} hidden as not sure enough", claims(n))
}

pub(in crate::app) fn sureness_means(level: Sureness) -> String {
    let from = percent(level.from());
    match level {
        Sureness::Sure => format!("right at least {from} of the time"),
        Sureness::FairlySure => {
            format!("right {from} to {} of the time", percent(Sureness::Sure.from()))
        }
        Sureness::Unsure => {
            format!("right less than {} of the time", percent(Sureness::FairlySure.from()))
        }
    }
}

/// A measured share, for a cell.
pub(in crate::app) fn rate(rate: &ErrorRate) -> String {
    let of = rate.of.map(|n| format!(" of {n}")).unwrap_or_default();
    let note = if rate.measure == "source_right" { " (the source)" } else { "" };
    format!("{}{of}{note}", percent(rate.share))
}

/// On what the figures were measured, and when.
pub(in crate::app) fn measured_on(rates: &[ErrorRate]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for rate in rates {
        let articles = articles(rate.articles as usize);
        let line = format!("{articles}: {}, measured on {}.", rate.set, date(rate.measured));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join(" ")
}

/// Name and media type of an exported file.
pub(in crate::app) fn export_file(format: &str, shared: Shared) -> (String, &'static str) {
    let (name, ending, mime) = match format {
        "csv" => ("nutgraf-claims", "csv", "text/csv"),
        "markdown" => ("nutgraf-report", "md", "text/markdown"),
        "html" => ("nutgraf-report", "html", "text/html"),
        "annotations" => ("nutgraf-annotations", "json", "application/ld+json"),
        _ => ("nutgraf-report", "json", "application/json"),
    };
    let part = match shared {
        Shared::Whole => String::new(),
        part => format!("-{}", part.code()),
    };
    (format!("{name}{part}.{ending}"), mime)
}
