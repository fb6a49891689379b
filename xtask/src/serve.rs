//! `cargo xtask serve`: the finished file on this machine alone, for looking at while working.

use anyhow::Result;

use crate::dist::Speed;

/// How to serve.
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) watch: bool,
    pub(crate) open: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 8080, watch: false, open: true }
    }
}

pub(crate) fn serve(_options: &Options, _speed: Speed) -> Result<()> {
    Ok(())
}
