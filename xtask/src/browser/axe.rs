//! axe-core, which judges a page's accessibility from inside the page.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::tools::npm;

const AXE: npm::Package = npm::Package { name: "axe-core", version: "4.14.1" };

/// The script to inject, installed with npm where it is missing.
pub(crate) fn ensure() -> Result<PathBuf, Failure> {
    npm::ensure_npm()?;
    Ok(npm::ensure(AXE)?.join("axe.min.js"))
}
