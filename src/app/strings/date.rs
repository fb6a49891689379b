//! Dates in words.

/// "12 March 2026" for "2026-03-12"; anything else as it is.
pub(in crate::app) fn date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let day = iso.split(['T', ' ']).next().unwrap_or(iso);
    let mut parts = day.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|m| m.parse::<usize>().ok());
    let month = month.and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    match (month, parts.next().and_then(|d| d.parse::<u32>().ok())) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_are_spelled_out_to_their_grain() {
        assert_eq!(super::date("2026-03-09T10:00:00Z"), "9 March 2026");
        assert_eq!(super::date("2026-03"), "March 2026");
        assert_eq!(super::date("2026-W10"), "2026-W10");
        assert_eq!(super::date("2026"), "2026");
    }
}
