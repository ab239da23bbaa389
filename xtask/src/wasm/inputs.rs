//! A fingerprint of what the bundle is made from, so that an unchanged bundle is not made again.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::files;
use crate::workspace;

const FOLDERS: [&str; 4] = ["web", "catalog-schema", "xtask/bindgen", "xtask/src/wasm"];
const FILES: [&str; 2] = ["Cargo.toml", "Cargo.lock"];
/// Folders inside a crate that no build of its library reads.
const NOT_BUILT: [&str; 4] = ["tests", "benches", "fuzz", "target"];

/// The fingerprint of the workspace as it is now.
pub(crate) fn fingerprint() -> Result<String, Failure> {
    let root = workspace::root();
    let mut inputs: Vec<PathBuf> = FILES.iter().map(|file| root.join(file)).collect();
    for folder in FOLDERS {
        inputs.extend(files::below(&root.join(folder), &NOT_BUILT)?);
    }
    files::fingerprint(&root, &inputs)
}
