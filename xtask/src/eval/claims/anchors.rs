//! What others reach on the same corpus, by the same reckoning.
//!
//! All were run or re-run on the corpus's own development and test articles: BBC citron trained on
//! its training articles, GenderGapTracker as it ships, quotations and reporting verbs by regular
//! expressions, and a structured perceptron over a parse, trained for the comparison ("prototype").
//! "people" is one annotator scored against another on twenty articles that several marked.

/// A system's figures, in per cent of the best.
struct Peer {
    name: &'static str,
    /// End of the set's name; "" for every set.
    split: &'static str,
    figures: &'static [(&'static str, &'static str)],
}

/// A figure by the key under which it stands in the JSON.
const PEERS: [Peer; 9] = [
    Peer {
        name: "citron",
        split: "_dev",
        figures: &[
            ("content.token", "72.7"),
            ("content.exact", "41.6"),
            ("source.exact", "63.0"),
            ("cue.exact", "54.4"),
            ("all.ATTR80", "43.8"),
            ("speech.ATTR80", "50.7"),
            ("speech.ATTR50", "60.5"),
            ("recall", "56/42/40/14"),
            ("sources", "88.9"),
        ],
    },
    Peer {
        name: "GenderGapTracker",
        split: "_dev",
        figures: &[
            ("content.token", "69.0"),
            ("content.exact", "32.0"),
            ("source.exact", "52.3"),
            ("cue.exact", "48.3"),
            ("all.ATTR80", "32.2"),
            ("speech.ATTR80", "39.9"),
            ("speech.ATTR50", "49.9"),
            ("recall", "37/37/32/1"),
            ("sources", "81.9"),
        ],
    },
    Peer {
        name: "regex",
        split: "_dev",
        figures: &[
            ("content.token", "71.3"),
            ("content.exact", "32.1"),
            ("source.exact", "38.2"),
            ("cue.exact", "46.1"),
            ("all.ATTR80", "32.2"),
            ("speech.ATTR80", "40.8"),
            ("speech.ATTR50", "46.6"),
            ("recall", "69/5/25/0"),
            ("sources", "74.0"),
        ],
    },
    Peer {
        name: "prototype",
        split: "_dev",
        figures: &[
            ("content.token", "86.0"),
            ("content.exact", "56.8"),
            ("source.exact", "71.9"),
            ("cue.exact", "67.2"),
            ("all.ATTR80", "55.8"),
            ("speech.ATTR80", "63.2"),
            ("speech.ATTR50", "70.2"),
            ("recall", "78/64/59/24"),
            ("sources", "86.4"),
        ],
    },
    Peer {
        name: "citron",
        split: "_test",
        figures: &[
            ("content.token", "71.5"),
            ("content.exact", "42.0"),
            ("content.piece", "48.7"),
            ("source.exact", "61.1"),
            ("source.piece", "64.0"),
            ("cue.exact", "53.1"),
            ("cue.piece", "53.1"),
            ("all.ATTR80", "42.5"),
            ("speech.ATTR80", "50.0"),
            ("speech.ATTR50", "59.3"),
            ("recall", "57/43/37/12"),
            ("sources", "87.8"),
        ],
    },
    Peer {
        name: "GenderGapTracker",
        split: "_test",
        figures: &[
            ("content.token", "70.1"),
            ("content.exact", "34.3"),
            ("content.piece", "46.5"),
            ("source.exact", "55.4"),
            ("source.piece", "58.2"),
            ("cue.exact", "49.4"),
            ("cue.piece", "49.4"),
            ("all.ATTR80", "33.7"),
            ("speech.ATTR80", "41.8"),
            ("speech.ATTR50", "50.7"),
            ("recall", "42/29/35/1"),
            ("sources", "82.0"),
        ],
    },
    Peer {
        name: "regex",
        split: "_test",
        figures: &[
            ("content.token", "72.4"),
            ("content.exact", "31.5"),
            ("content.piece", "40.0"),
            ("source.exact", "39.8"),
            ("source.piece", "41.9"),
            ("cue.exact", "44.6"),
            ("cue.piece", "44.6"),
            ("all.ATTR80", "32.2"),
            ("speech.ATTR80", "40.8"),
            ("speech.ATTR50", "48.0"),
            ("recall", "68/5/25/0"),
            ("sources", "76.6"),
        ],
    },
    Peer {
        name: "prototype",
        split: "_test",
        figures: &[
            ("content.token", "87.6"),
            ("content.exact", "58.0"),
            ("content.piece", "63.6"),
            ("source.exact", "71.4"),
            ("source.piece", "74.3"),
            ("cue.exact", "68.4"),
            ("cue.piece", "68.5"),
            ("all.ATTR80", "56.1"),
            ("speech.ATTR80", "64.2"),
            ("speech.ATTR50", "70.1"),
            ("recall", "79/60/64/23"),
            ("sources", "86.6"),
        ],
    },
    Peer {
        name: "people",
        split: "",
        figures: &[
            ("content.token", "91.3"),
            ("content.exact", "69.1"),
            ("source.exact", "76.8"),
            ("cue.exact", "71.2"),
            ("all.ATTR80", "69.4"),
            ("all.ATTR50", "74.0"),
            ("all.EXACT3", "60.1"),
            ("speech.ATTR80", "74.3"),
            ("speech.ATTR50", "77.8"),
            ("recall", "95/81/72/52"),
            ("sources", "92.9"),
        ],
    },
];

/// The prototype's errors on `polnear_dev`, by label. Its sources that are too long and those
/// without the head were counted together.
const ERRORS: [(&str, usize); 25] = [
    ("MISS, other, cue missed", 373),
    ("FALSE ALARM, has cue, overlaps a marked one", 261),
    ("FALSE ALARM, has cue, nothing there", 179),
    ("MISS, speech, cue missed", 113),
    ("MISS, speech, cue found, content wrong", 85),
    ("SRC, disjoint", 80),
    ("SRC, none found, marked in the paragraph", 77),
    ("BOUND, speech, shorter", 62),
    ("MISS, other, cue found, content wrong", 44),
    ("BOUND, other, shorter", 39),
    ("BOUND, speech, longer", 35),
    ("BOUND, mixed, shorter", 33),
    ("MISS, mixed, cue missed", 29),
    ("SRC, overlaps, too long or without the head", 23),
    ("SRC, none marked, some found", 21),
    ("BOUND, other, longer", 17),
    ("MISS, mixed, cue found, content wrong", 14),
    ("BOUND, direct, longer", 14),
    ("BOUND, mixed, longer", 13),
    ("MISS, direct, cue found, content wrong", 12),
    ("BOUND, direct, shorter", 11),
    ("FALSE ALARM, no cue, overlaps a marked one", 9),
    ("MISS, direct, cue missed", 9),
    ("FALSE ALARM, no cue, nothing there", 9),
    ("SRC, none found, marked elsewhere", 5),
];

/// What others reach: of the figure `key`, on the set `set`.
pub(super) fn beside(set: &str, key: &str) -> String {
    // Of the corpus's training articles nobody's figures mean anything.
    let peers = PEERS.iter().filter(|peer| set.starts_with("polnear") && set.ends_with(peer.split));
    let figure = |peer: &Peer| {
        let (_, figure) = peer.figures.iter().find(|(name, _)| *name == key)?;
        Some(format!("{} {figure}", peer.name))
    };
    peers.filter_map(figure).collect::<Vec<String>>().join(", ")
}

/// How many errors of that label the prototype makes on the set `set`.
pub(super) fn errors(set: &str, label: &str) -> String {
    let found = ERRORS.iter().find(|(of, _)| set == "polnear_dev" && *of == label);
    found.map_or_else(String::new, |(_, n)| format!("prototype {n}"))
}
