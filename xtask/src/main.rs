//! `cargo xtask`: builds, serves and checks Nutgraf.

fn main() {}
