//! The examples: three short articles on one event, written for Nutgraf.

/// Name and text of each.
pub(super) const EXAMPLES: [(&str, &str); 3] = [
    ("harbour-herald.txt", include_str!("examples/harbour-herald.txt")),
    ("northern-wire.txt", include_str!("examples/northern-wire.txt")),
    ("coast-today.txt", include_str!("examples/coast-today.txt")),
];
