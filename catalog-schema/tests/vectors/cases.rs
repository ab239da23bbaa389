//! Where the cases are.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The directory of the full set, if it is there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

/// Every case of this name: the kept ones, and the full set if it is there.
pub(crate) fn cases(name: &str) -> Vec<Value> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vectors").join(name);
    let files = [Some(kept), shared(&format!("vectors/{name}"))];
    let mut cases = Vec::new();
    for file in files.into_iter().flatten() {
        let text = std::fs::read_to_string(&file).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        cases.extend(document["cases"].as_array().unwrap().iter().cloned());
    }
    assert!(!cases.is_empty());
    cases
}
