//! Whether the binary is as self-contained as it is said to be.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::{http, portal, workspace};

/// Starts a copy of `binary` in an empty folder, over a copy of examples/, and asks whether it is well.
pub(crate) fn starts_alone(binary: &Path) -> Result<(), Failure> {
    let folder = tempfile::Builder::new()
        .prefix("sextant-alone-")
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
    let copy = folder.path().join("sextant");
    fs::copy(binary, &copy).map_err(|error| Failure::file(binary, &error))?;
    let portal = portal::start(&copy, folder.path(), &workspace::root().join("examples"))?;
    for path in ["/healthz", "/catalog", "/api/v1/entities"] {
        match http::status(&portal.address, path)? {
            200 => {}
            code => return Err(Failure::new(format!("the binary answers {path} with {code}"))),
        }
    }
    Ok(())
}
