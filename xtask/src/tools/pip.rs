//! Programs of the Python package index, at one version each, each in an environment of its own inside target/tools.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::process::run;
use crate::tools::{apt, path};
use crate::workspace;

/// A package at one version.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Package {
    /// Its name in the index, and the name of its program.
    pub(crate) name: &'static str,
    /// The version that the project was tried with.
    pub(crate) version: &'static str,
}

/// The program of `package`, installed when that version is not there yet.
///
/// # Errors
/// Python is missing or cannot be installed, or pip failed; the message carries the end of its output.
pub(crate) fn ensure(package: Package) -> Result<PathBuf, Failure> {
    let Package { name, version } = package;
    let environment = workspace::tools().join(format!("{name}-{version}"));
    let program = environment.join("bin").join(name);
    if program.is_file() {
        return Ok(program);
    }
    if path::find(&["python3"]).is_none() {
        apt::install(&["python3", "python3-venv"])?;
    }
    eprintln!("      installing {name} {version} with pip");
    let log = workspace::log(&format!("pip-{name}"));
    let make = || run::logged(Command::new("python3").args(["-m", "venv"]).arg(&environment), &log, None);
    if make().is_err() {
        // Debian has Python without it.
        apt::install(&["python3-venv"])?;
        make()?;
    }
    let mut install = Command::new(environment.join("bin/pip"));
    install.args(["install", "--quiet", "--disable-pip-version-check"]).arg(format!("{name}=={version}"));
    run::logged(&mut install, &log, None)?;
    Ok(program)
}
