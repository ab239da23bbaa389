//! Packages of the npm registry, at one version each, inside target/tools.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::process::run;
use crate::tools::{apt, path};
use crate::workspace;

/// A package at one version.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Package {
    /// Its name in the registry.
    pub(crate) name: &'static str,
    /// The version that the project was tried with.
    pub(crate) version: &'static str,
}

/// Whether npm is there.
pub(crate) fn present() -> bool {
    path::find(&["npm"]).is_some() && path::find(&["node"]).is_some()
}

/// Has npm itself installed where it is missing.
pub(crate) fn ensure_npm() -> Result<(), Failure> {
    if present() { Ok(()) } else { apt::install(&["npm"]) }
}

/// The folder of `package`, installed when that version is not there yet.
///
/// # Errors
/// npm is missing or failed; the message carries the end of its output.
pub(crate) fn ensure(package: Package) -> Result<PathBuf, Failure> {
    let Package { name, version } = package;
    let prefix = workspace::tools().join(format!("{name}-{version}"));
    let folder = prefix.join("node_modules").join(name);
    if folder.join("package.json").is_file() {
        return Ok(folder);
    }
    workspace::make_dir(&prefix)?;
    eprintln!("      installing {name} {version} with npm");
    let mut command = Command::new("npm");
    command
        .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(&prefix)
        .arg(format!("{name}@{version}"))
        .current_dir(&prefix);
    run::logged(&mut command, &workspace::log(&format!("npm-{}", name.replace('/', "-"))), None)?;
    Ok(folder)
}
