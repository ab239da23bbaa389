//! The files as the tests read them.

use std::path::{Path, PathBuf};

use serde_yaml::Value;

/// A file or folder below examples/deploy.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/deploy").join(name)
}

pub(crate) fn text(name: &str) -> String {
    let path = path(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// One YAML document, anchors and merge keys resolved.
pub(crate) fn yaml(name: &str) -> Value {
    let mut value: Value = serde_yaml::from_str(&text(name)).unwrap();
    value.apply_merge().unwrap();
    value
}

/// The text of a scalar, as an environment has it.
pub(crate) fn word(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value:?} is no text")).to_owned()
}

/// What follows an instruction of the Dockerfile's last stage, lines that go on put together.
pub(crate) fn instruction(name: &str) -> String {
    let text = text("Dockerfile").replace("\\\n", " ");
    let stage = text.rsplit("\nFROM ").next().unwrap();
    let line = stage.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("the Dockerfile has no {name}")).trim().to_owned()
}
