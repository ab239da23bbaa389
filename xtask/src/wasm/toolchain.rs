//! Where a compiler with the wasm target comes from.

use std::process::{Command, Stdio};
use std::time::Duration;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::process::{interrupt, run};
use crate::tools::path;
use crate::wasm::debian;
use crate::workspace;

/// The target triple of the bundle.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Long enough for a slow line to bring the standard library, short enough for a closed one.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// One way to get a compiler for the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Source {
    /// The active toolchain as it is
    Toolchain,
    /// The active toolchain, after `rustup target add`
    Rustup,
    /// Debian's compiler and library source
    Debian,
}

/// A compiler that can build the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compiler {
    /// The active toolchain, which has the target's standard library.
    Active,
    /// Debian's, which compiles the standard library itself.
    Debian,
}

/// Tries `only`, or all sources in order of what they cost.
///
/// # Errors
/// One line that says why no source worked.
pub(crate) fn find(only: Option<Source>) -> Result<Compiler, Failure> {
    let sources = only.map_or_else(|| vec![Source::Toolchain, Source::Rustup, Source::Debian], |source| vec![source]);
    let mut reasons = Vec::new();
    for source in sources {
        let tried = match source {
            Source::Toolchain => active_has_target().map(|()| Compiler::Active),
            Source::Rustup => rustup_add().map(|()| Compiler::Active),
            Source::Debian => debian::ensure().map(|()| Compiler::Debian),
        };
        match tried {
            Ok(compiler) => return Ok(compiler),
            Err(failure) => {
                interrupt::check()?;
                reasons.push(failure.message().lines().next().unwrap_or_default().to_owned());
            }
        }
    }
    Err(Failure::new(reasons.join("; ")))
}

fn active_has_target() -> Result<(), Failure> {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.args(["--print", "target-libdir", "--target", TARGET]).current_dir(workspace::root()).stderr(Stdio::null());
    let folder = run::capture(&mut command)?;
    let has_std = std::fs::read_dir(folder.trim())
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"));
    if has_std { Ok(()) } else { Err(Failure::new(format!("the active toolchain has no {TARGET}"))) }
}

fn rustup_add() -> Result<(), Failure> {
    if path::find(&["rustup"]).is_none() {
        return Err(Failure::new("there is no rustup to add it"));
    }
    let mut command = Command::new("rustup");
    // One attempt: a machine that cannot reach rustup's servers should hear so at once.
    command.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "0").current_dir(workspace::root());
    run::logged(&mut command, &workspace::log("rustup"), Some(RUSTUP_LIMIT))
        .map_err(|_| Failure::new("rustup could not add it"))?;
    active_has_target()
}
