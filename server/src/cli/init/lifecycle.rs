//! Where in its life it is.

use super::guess::Guess;
use super::manifest::Manifest;

/// Experimental before version 1, else production.
pub(super) fn lifecycle(manifests: &[Manifest]) -> Guess<String> {
    let versioned = manifests.iter().find_map(|manifest| Some((manifest.version.as_deref()?, &manifest.file)));
    match versioned {
        Some((version, file)) if version.starts_with("0.") => {
            Guess::new("experimental".to_owned(), format!("version {version} in {file}"))
        }
        Some((version, file)) => Guess::new("production".to_owned(), format!("version {version} in {file}")),
        None => Guess::new("production".to_owned(), "nothing here; it is assumed (or experimental, or deprecated)"),
    }
}
