//! What the encoder sees of a word: hashes of its form, prefix, suffixes and shape.
//!
//! The trainer computes the same numbers (`training/language/features.py`).

/// Size of one embedding table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Hash buckets.
    pub rows: usize,
    /// Numbers a row.
    pub columns: usize,
    /// Rows that are added up for one key (Bloom embeddings, Serrà & Karatzoglou 2017).
    pub probes: usize,
}

const fn table(rows: usize, columns: usize, probes: usize) -> Table {
    Table { rows, columns, probes }
}

/// Tables for: form, prefix of 3, suffixes of 2, 3 and 4 characters, shape.
pub const TABLES: [Table; 6] = [
    table(14_000, 96, 2),
    table(2_500, 32, 1),
    table(1_500, 32, 1),
    table(4_000, 48, 1),
    table(5_000, 48, 1),
    table(1_000, 32, 1),
];

/// Row numbers of one word: one for each probe of each table.
pub const ROWS: usize = 7;

/// Columns of all tables together.
pub const JOINED: usize = {
    let (mut sum, mut i) = (0, 0);
    while i < TABLES.len() {
        sum += TABLES[i].columns;
        i += 1;
    }
    sum
};

/// Working memory for the spellings of a word.
#[derive(Default)]
pub struct Spelling {
    form: String,
    norm: String,
    shape: String,
}

impl Spelling {
    /// The rows of `word` in all tables, in the order of [`TABLES`].
    pub fn rows(&mut self, word: &str) -> [u32; ROWS] {
        self.read(word);
        let keys = [
            self.norm.as_str(),
            prefix(&self.norm, 3),
            suffix(&self.norm, 2),
            suffix(&self.norm, 3),
            suffix(&self.norm, 4),
            self.shape.as_str(),
        ];
        let mut rows = [0; ROWS];
        let mut at = 0;
        for (seed, (table, key)) in (1..).zip(TABLES.iter().zip(keys)) {
            let hash = fnv(key.as_bytes(), seed);
            for probe in 0..table.probes as u32 {
                rows[at] = row(hash, probe, table.rows as u32);
                at += 1;
            }
        }
        rows
    }

    /// The rows of `word`'s form alone, in small letters, in another network's table of `rows` rows.
    pub fn form_rows<const PROBES: usize>(
        &mut self,
        word: &str,
        seed: u32,
        rows: u32,
    ) -> [u32; PROBES] {
        self.read(word);
        let hash = fnv(self.norm.as_bytes(), seed);
        std::array::from_fn(|probe| row(hash, probe as u32, rows))
    }

    fn read(&mut self, word: &str) {
        self.form.clear();
        self.form.extend(word.chars().map(plain));
        self.norm.clear();
        // Lower case of the whole form at once: a final sigma depends on its neighbours.
        let zero = |c: char| if c.is_ascii_digit() { '0' } else { c };
        if self.form.is_ascii() {
            self.norm.extend(self.form.chars().map(|c| zero(c.to_ascii_lowercase())));
        } else {
            self.norm.extend(self.form.to_lowercase().chars().map(zero));
        }
        self.shape.clear();
        let (mut run, mut last) = (0, '\0');
        for c in self.form.chars() {
            let kind = match c {
                _ if c.is_ascii_digit() => 'd',
                _ if c.is_uppercase() => 'X',
                _ if c.is_lowercase() => 'x',
                _ => c,
            };
            run = if kind == last { run + 1 } else { 1 };
            last = kind;
            if run <= 4 {
                self.shape.push(kind);
            }
        }
    }
}

/// Quotation marks and dashes of every style count as straight ones.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '‚' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' => '"',
        '—' | '–' | '―' => '-',
        _ => c,
    }
}

fn prefix(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

fn suffix(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

fn row(hash: u32, probe: u32, rows: u32) -> u32 {
    mix(hash ^ probe.wrapping_mul(0x9E37_79B9)) % rows
}

/// FNV-1a.
fn fnv(bytes: &[u8], seed: u32) -> u32 {
    bytes
        .iter()
        .fold(0x811C_9DC5 ^ seed, |hash, &b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// The finaliser of MurmurHash3 (Appleby 2011).
fn mix(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_that_the_trainer_computes() {
        let known: [(&str, [u32; ROWS]); 9] = [
            ("The", [13658, 2280, 553, 387, 2767, 2566, 601]),
            ("Zelenskyy’s", [2058, 9983, 910, 658, 327, 4722, 714]),
            ("U.S.", [7121, 4611, 1493, 630, 3602, 3490, 792]),
            ("1,250", [9542, 7274, 1031, 1499, 2085, 3366, 718]),
            ("a", [13206, 6242, 2313, 774, 691, 254, 916]),
            ("ΟΔΟΣ", [8800, 8643, 832, 975, 2158, 3873, 349]),
            ("—", [4626, 6649, 28, 1456, 708, 4106, 969]),
            ("McDonald-Smith", [3763, 821, 88, 1460, 3566, 886, 450]),
            ("...", [5094, 4284, 957, 344, 1247, 2154, 819]),
        ];
        let mut spelling = Spelling::default();
        for (word, rows) in known {
            assert_eq!(spelling.rows(word), rows, "{word}");
        }
    }

    #[test]
    fn tables_have_as_many_probes_as_rows_are_computed() {
        assert_eq!(TABLES.iter().map(|t| t.probes).sum::<usize>(), ROWS);
    }
}
