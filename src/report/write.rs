//! Report bytes. Only ever made here.

use std::io::{self, Write};

use serde::Serialize;

/// `value` as compact JSON with one newline at the end.
pub fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("report types have string keys");
    bytes.push(b'\n');
    bytes
}

/// The same with no room to spare, for what is large: written twice, and counted the first time.
pub fn to_json_tight<T: Serialize>(value: &T) -> Vec<u8> {
    let mut count = Count(0);
    serde_json::to_writer(&mut count, value).expect("report types have string keys");
    let mut bytes = Vec::with_capacity(count.0 + 1);
    serde_json::to_writer(&mut bytes, value).expect("report types have string keys");
    bytes.push(b'\n');
    bytes
}

/// Counts bytes.
struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `value` as indented JSON with one newline at the end.
pub fn to_json_pretty<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("report types have string keys");
    bytes.push(b'\n');
    bytes
}

/// `value` rounded to four decimals, as every float of a report is.
pub fn round4(value: f64) -> f64 {
    // `+ 0.0` turns a negative zero into a plain one.
    (value * 10_000.0).round() / 10_000.0 + 0.0
}
