//! `claims_error_rates.tsv`: how often claims of each kind were found, and right, when measured.
//!
//! A line is a figure; columns are separated by tabs and named on the first line; `#` begins a
//! remark. `models/README.md` says what each column means and what fills it.

const TABLE: &str = include_str!("../../../models/claims_error_rates.tsv");

/// How often claims of one kind were found, or right, when it was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorRate {
    /// "direct", "mixed", "indirect", "other", "authorial", or "all".
    pub kind: &'static str,
    /// "found": of those that people marked, the share that was found; "right": of those that were
    /// shown, the share whose source and content are right; "source_right": whose source is.
    pub measure: &'static str,
    /// 0 to 1.
    pub share: f64,
    /// How many the share is of; `None`: not stated.
    pub of: Option<u32>,
    /// How many articles they stand in.
    pub articles: u32,
    /// Which articles.
    pub set: &'static str,
    /// When, ISO 8601.
    pub measured: &'static str,
    /// "final", or "provisional" where another figure will take its place.
    pub status: &'static str,
}

/// The figures, in the order of the file. A line that cannot be read is left out; a test fails on
/// it.
pub fn error_rates() -> Vec<ErrorRate> {
    lines().filter_map(read).collect()
}

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1)
}

fn read(line: &'static str) -> Option<ErrorRate> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let &[kind, measure, share, of, articles, set, measured, status] = cells.as_slice() else {
        return None;
    };
    Some(ErrorRate {
        kind,
        measure,
        share: share.parse().ok().filter(|share| (0.0..=1.0).contains(share))?,
        of: if of.is_empty() { None } else { Some(of.parse().ok()?) },
        articles: articles.parse().ok()?,
        set,
        measured,
        status,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_figure() {
        for line in lines() {
            let rate = read(line).unwrap_or_else(|| panic!("not a figure: {line:?}"));
            assert!(["found", "right", "source_right"].contains(&rate.measure), "{line:?}");
            assert!(["final", "provisional"].contains(&rate.status), "{line:?}");
        }
        assert!(lines().count() > 0);
    }
}
