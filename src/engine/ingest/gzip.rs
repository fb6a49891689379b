//! Gzip: one compressed file, unfolded with a limit on what comes out.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::IngestError;

/// True if `bytes` begin as a gzip file does.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 0x08])
}

/// Unfolds `bytes`, counting what comes out: the size that the file declares is not believed.
pub(super) fn inflate(bytes: &[u8], limit: u64) -> Result<Vec<u8>, IngestError> {
    let mut inflated = Vec::new();
    MultiGzDecoder::new(bytes).take(limit + 1).read_to_end(&mut inflated).map_err(|error| {
        IngestError::Malformed { format: "gzip file", reason: error.to_string() }
    })?;
    let found = inflated.len() as u64;
    if found > limit {
        return Err(IngestError::TooLarge { found, limit });
    }
    Ok(inflated)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unfolds_what_was_packed() {
        assert_eq!(inflate(&packed(b"a fair copy"), 100), Ok(b"a fair copy".to_vec()));
    }

    #[test]
    fn stops_at_the_limit() {
        let bomb = packed(&vec![b'a'; 100_000]);
        assert!(bomb.len() < 1_000);
        assert_eq!(inflate(&bomb, 999), Err(IngestError::TooLarge { found: 1_000, limit: 999 }));
    }

    #[test]
    fn names_a_broken_file() {
        let mut bytes = packed(b"a fair copy of a long text");
        bytes.truncate(bytes.len() / 2);
        assert!(matches!(inflate(&bytes, 100), Err(IngestError::Malformed { .. })));
    }
}
