//! Chromium and its driver.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::tools::{apt, path};

/// Paths of the two programs.
#[derive(Debug)]
pub(crate) struct Programs {
    /// The browser.
    pub(crate) chromium: PathBuf,
    /// What speaks WebDriver for it.
    pub(crate) driver: PathBuf,
}

/// Both programs, installed where they are missing.
pub(crate) fn ensure() -> Result<Programs, Failure> {
    if let Some(programs) = find() {
        return Ok(programs);
    }
    apt::install(&["chromium", "chromium-driver"])?;
    find().ok_or_else(|| Failure::new("chromium and chromium-driver are installed, but they are not on PATH"))
}

fn find() -> Option<Programs> {
    let chromium = path::find(&["chromium", "chromium-browser", "google-chrome"])?;
    let driver = path::find(&["chromedriver"])?;
    Some(Programs { chromium, driver })
}
