//! Report bytes. Only ever made here.

use serde::Serialize;

/// `value` as compact JSON with one newline at the end.
pub fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("report types have string keys");
    bytes.push(b'\n');
    bytes
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
