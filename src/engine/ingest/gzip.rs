//! Gzip (RFC 1952): one compressed file, unfolded with a limit on what comes out.
//!
//! What stands around the compressed bytes is read here: the decoders of `flate2` for it bring their
//! own table of checksums (see [`super::crc32`]).

use std::io::Read;

use flate2::bufread::DeflateDecoder;

use super::IngestError;
use super::crc32::crc32;

/// What every member begins with; the 8 stands for Deflate.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];

/// Length of a header without what its flags announce, in bytes.
const FIXED: usize = 10;

/// Flags of a header.
const SUMMED: u8 = 2;
const EXTRA: u8 = 4;
const NAMED: u8 = 8;
const COMMENTED: u8 = 16;

/// True if `bytes` begin as a gzip file does.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

/// Unfolds `bytes`, counting what comes out: the size that the file declares is not believed.
///
/// Several members are one file; what follows them and is none is left out.
///
/// # Errors
/// If they are no gzip file, are damaged, or unfold to more than `limit` bytes.
pub fn inflate(bytes: &[u8], limit: u64) -> Result<Vec<u8>, IngestError> {
    let mut inflated = Vec::new();
    let mut rest = bytes;
    loop {
        let packed = without_header(rest).ok_or_else(|| malformed("its header is damaged"))?;
        let from = inflated.len();
        let mut decoder = DeflateDecoder::new(packed);
        let left = (limit + 1).saturating_sub(from as u64);
        decoder
            .by_ref()
            .take(left)
            .read_to_end(&mut inflated)
            .map_err(|error| malformed(&error.to_string()))?;
        let found = inflated.len() as u64;
        if found > limit {
            return Err(IngestError::TooLarge { found, limit });
        }
        let trailer = decoder.into_inner();
        let Some((&sum, after)) = trailer.split_first_chunk::<4>().filter(|(_, r)| r.len() >= 4)
        else {
            return Err(malformed("it breaks off"));
        };
        if u32::from_le_bytes(sum) != crc32(&inflated[from..]) {
            return Err(malformed("its bytes are not those that its checksum speaks of"));
        }
        rest = &after[4..];
        if !is_gzip(rest) {
            return Ok(inflated);
        }
    }
}

/// What follows the header of a member.
fn without_header(bytes: &[u8]) -> Option<&[u8]> {
    let flags = *bytes.get(3).filter(|_| is_gzip(bytes))?;
    let mut rest = bytes.get(FIXED..)?;
    if flags & EXTRA != 0 {
        let (&length, after) = rest.split_first_chunk::<2>()?;
        rest = after.get(usize::from(u16::from_le_bytes(length))..)?;
    }
    for text in [NAMED, COMMENTED] {
        if flags & text != 0 {
            rest = &rest[rest.iter().position(|&byte| byte == 0)? + 1..];
        }
    }
    if flags & SUMMED != 0 { rest.get(2..) } else { Some(rest) }
}

fn malformed(reason: &str) -> IngestError {
    IngestError::Malformed { format: "gzip file", reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, GzBuilder, write::GzEncoder};

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

    #[test]
    fn reads_headers_and_members() {
        let full = GzBuilder::new().filename("a.txt").comment("a copy").extra(vec![7; 300]);
        let mut encoder = full.write(Vec::new(), Compression::fast());
        encoder.write_all(b"a fair copy").unwrap();
        let mut bytes = encoder.finish().unwrap();
        bytes.extend(packed(b", and another"));
        bytes.extend([0; 512]);
        assert_eq!(inflate(&bytes, 100), Ok(b"a fair copy, and another".to_vec()));
        assert_eq!(inflate(&bytes, 20), Err(IngestError::TooLarge { found: 21, limit: 20 }));
    }

    #[test]
    fn believes_the_checksum() {
        let mut bytes = packed(b"a fair copy of a long text");
        let at = bytes.len() - 6;
        bytes[at] ^= 1;
        assert!(matches!(inflate(&bytes, 100), Err(IngestError::Malformed { .. })));
    }

    #[test]
    fn survives_headers_that_break_off() {
        let full = GzBuilder::new().filename("a.txt").extra(vec![7; 9]);
        let bytes = full.write(Vec::new(), Compression::fast()).finish().unwrap();
        for n in 0..bytes.len() {
            assert!(matches!(inflate(&bytes[..n], 100), Err(IngestError::Malformed { .. })));
        }
        assert_eq!(inflate(&bytes, 100), Ok(Vec::new()));
    }
}
