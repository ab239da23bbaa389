//! Debian's packages. Only root installs, and never at the price of a package that is already there.

use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::process::run;
use crate::tools::path;
use crate::workspace;

/// Installs packages, or fails with the command that a person would have to type.
///
/// # Errors
/// apt is missing, the user is not root, or apt failed even after its lists were renewed.
pub(crate) fn install(packages: &[&str]) -> Result<(), Failure> {
    let wanted = packages.join(" ");
    let by_hand = format!("apt-get install --no-install-recommends {wanted}");
    if path::find(&["apt-get"]).is_none() {
        return Err(Failure::new(format!(
            "missing: {wanted} (Debian's names), and there is no apt-get to install them"
        ))
        .help("install them with this system's package manager, then run the command again"));
    }
    if !nix::unistd::geteuid().is_root() {
        return Err(
            Failure::new(format!("missing: {wanted}; installing them takes root")).help(format!("sudo {by_hand}"))
        );
    }
    eprintln!("      installing {wanted}");
    let first = apt_get(&[&["install", "--yes", "--no-install-recommends", "--no-remove"], packages].concat());
    if first.is_ok() {
        return Ok(());
    }
    // A fresh machine has no package lists, an old one has stale ones: both look like a missing package.
    apt_get(&["update"])?;
    apt_get(&[&["install", "--yes", "--no-install-recommends", "--no-remove"], packages].concat())
        .map_err(|failure| Failure::new(failure.message()).help(format!("try it by hand: {by_hand}")))
}

/// Whether apt knows a package by this name.
pub(crate) fn knows(package: &str) -> bool {
    let mut command = Command::new("apt-cache");
    command.args(["show", package]).stderr(Stdio::null());
    run::capture(&mut command).is_ok_and(|text| !text.is_empty())
}

fn apt_get(arguments: &[&str]) -> Result<(), Failure> {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        .args(["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    run::logged(&mut command, &workspace::log("apt-get"), None)
}
