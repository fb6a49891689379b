//! [`CodePoints`]: bytes to code points and back, for one text.

/// Translates byte offsets into counts of Unicode code points.
///
/// Holds one count for every [`STEP`](Self::STEP) bytes, so a translation reads at most that many.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points that begin before byte `i * STEP`.
    counts: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 256;

    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(Self::STEP) {
            counts.push(count);
            count += count_starts(chunk);
        }
        counts.push(count);
        Self { text, counts }
    }

    /// The number of code points before byte `offset`, which must lie on a character boundary.
    pub fn at_byte(&self, offset: usize) -> usize {
        debug_assert!(self.text.is_char_boundary(offset));
        let chunk = offset / Self::STEP;
        if chunk >= self.counts.len() {
            return *self.counts.last().expect("there is always one count");
        }
        self.counts[chunk] + count_starts(&self.text.as_bytes()[chunk * Self::STEP..offset])
    }

    /// The byte at which code point `index` begins; `None` past the end of the text.
    pub fn to_byte(&self, index: usize) -> Option<usize> {
        let chunk = self.counts.partition_point(|&count| count <= index).checked_sub(1)?;
        let from = (chunk * Self::STEP).min(self.text.len());
        let mut left = index - self.counts[chunk];
        for (i, &byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_start(byte) {
                if left == 0 {
                    return Some(from + i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

/// True for the first byte of a UTF-8 sequence.
fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| is_start(b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_at_every_boundary() {
        let text = "Zürich — “naïve” 日本 🗞 ".repeat(40);
        let code_points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(code_points.at_byte(byte), count);
            assert_eq!(code_points.to_byte(count), Some(byte));
        }
        let total = text.chars().count();
        assert_eq!(code_points.at_byte(text.len()), total);
        assert_eq!(code_points.to_byte(total), Some(text.len()));
        assert_eq!(code_points.to_byte(total + 1), None);
    }

    #[test]
    fn empty_text_has_one_position() {
        assert_eq!(CodePoints::new("").at_byte(0), 0);
        assert_eq!(CodePoints::new("").to_byte(0), Some(0));
        assert_eq!(CodePoints::new("").to_byte(1), None);
    }
}
