//! What the workspace depends on: licences, sources, known vulnerabilities, and whether it is used at all.

use std::process::Command;
use std::time::Duration;

use crate::failure::Failure;
use crate::process::{interrupt, run};
use crate::tools::cargo_install;
use crate::workspace;

const CARGO_DENY: (&str, &str) = ("cargo-deny", "0.20.2");
const CARGO_MACHETE: (&str, &str) = ("cargo-machete", "0.9.2");
const FETCH_LIMIT: Duration = Duration::from_secs(120);

/// Licences, bans and sources, as deny.toml states them.
pub(crate) fn allowed() -> Result<(), Failure> {
    run::pass_through(deny()?.args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
}

/// Known vulnerabilities, where their database can be reached.
pub(crate) fn advisories() -> Result<(), Failure> {
    let log = workspace::log("advisories");
    if run::logged(deny()?.args(["fetch", "db"]), &log, Some(FETCH_LIMIT)).is_err() {
        interrupt::check()?;
        eprintln!("      not checked: the advisory database cannot be reached (see {})", log.display());
        return Ok(());
    }
    run::pass_through(deny()?.args(["check", "--disable-fetch", "advisories"]))
}

/// No crate names a dependency that it does not use.
pub(crate) fn unused() -> Result<(), Failure> {
    let (name, version) = CARGO_MACHETE;
    let mut command = Command::new(cargo_install::ensure(name, version)?);
    run::pass_through(command.args(["--with-metadata", "."]).current_dir(workspace::root()))
}

fn deny() -> Result<Command, Failure> {
    let (name, version) = CARGO_DENY;
    let mut command = Command::new(cargo_install::ensure(name, version)?);
    command.args(["--workspace", "--log-level", "warn"]).current_dir(workspace::root());
    Ok(command)
}
