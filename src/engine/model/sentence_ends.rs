//! [`SentenceEnds`]: the weights of the features by which sentence ends are told.

/// Weights in thousandths, by the hash of the feature's name.
#[derive(Clone, Debug)]
pub struct SentenceEnds {
    /// Sorted by hash.
    weights: Vec<(u64, i16)>,
}

impl Default for SentenceEnds {
    fn default() -> Self {
        Self::new()
    }
}

impl SentenceEnds {
    /// Reads the weights that are linked into the binary.
    pub fn new() -> Self {
        let list = include_str!("../../../models/sentence_ends.tsv");
        let mut weights: Vec<(u64, i16)> = list
            .lines()
            .filter_map(|line| {
                let (name, weight) = line.rsplit_once('\t')?;
                Some((fnv(FNV_BASIS, name.as_bytes()), weight.parse().ok()?))
            })
            .collect();
        weights.sort_unstable();
        Self { weights }
    }

    /// The weight of the feature `template:value|value…`; 0 for one that was not learnt.
    pub fn weight(&self, template: &str, values: &[&str]) -> i32 {
        let mut hash = fnv(fnv(FNV_BASIS, template.as_bytes()), b":");
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                hash = fnv(hash, b"|");
            }
            hash = fnv(hash, value.as_bytes());
        }
        match self.weights.binary_search_by_key(&hash, |w| w.0) {
            Ok(i) => i32::from(self.weights[i].1),
            Err(_) => 0,
        }
    }
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over `bytes`, going on from `hash`.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_line() {
        let model = SentenceEnds::new();
        let list = include_str!("../../../models/sentence_ends.tsv");
        assert_eq!(model.weights.len(), list.lines().count());
        assert!(model.weights.windows(2).all(|pair| pair[0].0 < pair[1].0), "two names, one hash");
        let (name, weight) = list.lines().nth(5).and_then(|l| l.rsplit_once('\t')).unwrap();
        let (template, values) = name.split_once(':').unwrap();
        let values: Vec<&str> = values.split('|').collect();
        assert_eq!(model.weight(template, &values).to_string(), weight);
    }

    #[test]
    fn knows_nothing_of_other_features() {
        assert_eq!(SentenceEnds::new().weight("none", &["x"]), 0);
    }
}
