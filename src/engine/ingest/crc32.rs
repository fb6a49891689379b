//! CRC-32 as gzip and zip use it, eight bytes at a time ("slicing by 8", Kounavis and Berry 2005).
//!
//! The tables are made when they are first asked for: linked in, as crates have them, they would be
//! 16 kB of the page that no packing makes smaller.

use std::sync::LazyLock;

static TABLES: LazyLock<[[u32; 256]; 8]> = LazyLock::new(|| {
    let mut tables = [[0; 256]; 8];
    for (first, byte) in (0..=255).enumerate() {
        let mut sum: u32 = byte;
        for table in &mut tables {
            for _ in 0..8 {
                sum = sum >> 1 ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 };
            }
            table[first] = sum;
        }
    }
    tables
});

/// The checksum of `bytes`.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let tables = &*TABLES;
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut sum = !0;
    for eight in eights {
        let mixed = u64::from_le_bytes(*eight) ^ u64::from(sum);
        let of = |i: usize| tables[7 - i][usize::from(mixed.to_le_bytes()[i])];
        sum = (of(0) ^ of(1)) ^ (of(2) ^ of(3)) ^ ((of(4) ^ of(5)) ^ (of(6) ^ of(7)));
    }
    for &byte in rest {
        sum = sum >> 8 ^ tables[0][usize::from(sum.to_le_bytes()[0] ^ byte)];
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_as_the_standard_does() {
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        let bytes: Vec<u8> = (0..1_000u32).map(|i| ((i * i) >> 3) as u8).collect();
        for n in 0..40 {
            assert_eq!(crc32(&bytes[n..]), rawzip::crc32(&bytes[n..]));
        }
    }
}
