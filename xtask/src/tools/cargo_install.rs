//! Programs from crates.io, at one version each, inside target/tools.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::process::run;
use crate::tools::path;
use crate::workspace;

/// The program of a crate, compiled when that version is not there yet.
///
/// Compiled without optimisation: these programs run for seconds and compile for minutes.
pub(crate) fn ensure(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let prefix = workspace::tools().join(format!("{name}-{version}"));
    let program = prefix.join("bin").join(name);
    if path::is_program(&program) {
        return Ok(program);
    }
    eprintln!("      compiling {name} {version}");
    let mut command = workspace::cargo();
    command
        .args(["install", "--locked", "--debug", "--quiet", "--version", version, "--root"])
        .arg(&prefix)
        .arg("--target-dir")
        .arg(workspace::tools().join("build"))
        .arg(name)
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    run::pass_through(&mut command)?;
    Ok(program)
}
