//! Where things are.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::Failure;
use crate::process;

/// The folder of the workspace's Cargo.toml.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// What the build makes beside cargo's own output: the bundle, tools, logs. Not moved by `CARGO_TARGET_DIR`, because
/// the server's build script looks for the bundle here.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// Tools that are installed for this workspace alone.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// The output of programs that only matters when they fail.
pub(crate) fn log(name: &str) -> PathBuf {
    target().join("logs").join(format!("{name}.log"))
}

/// The binary that a build in `profile` (`debug`, `release`) leaves.
pub(crate) fn server_binary(profile: &str) -> PathBuf {
    let cargo_target = env::var_os("CARGO_TARGET_DIR").map_or_else(target, |folder| root().join(folder));
    cargo_target.join(profile).join("sextant")
}

/// The cargo that runs xtask, standing in the root.
pub(crate) fn cargo() -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// What `cargo metadata` knows of the workspace's own packages.
pub(crate) fn metadata() -> Result<Value, Failure> {
    let mut command = cargo();
    command.args(["metadata", "--no-deps", "--format-version", "1"]);
    let text = process::run::capture(&mut command)?;
    serde_json::from_str(&text).map_err(|error| Failure::new(format!("cargo metadata printed no JSON: {error}")))
}

/// Creates a folder and those above it.
pub(crate) fn make_dir(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::file(path, &error))
}
