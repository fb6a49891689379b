//! `cargo xtask test`.

use anyhow::{Result, bail};

pub(crate) fn list() -> String {
    String::new()
}
pub(crate) fn all() -> Result<()> {
    Ok(())
}
pub(crate) fn screenshot() -> Result<()> {
    Ok(())
}
pub(crate) fn one(step: &str) -> Result<()> {
    bail!("there is no command {step}; see cargo xtask help")
}
