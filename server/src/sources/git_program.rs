//! The git program, called so that nothing runs that a repository configures.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a repository may say in its own configuration, and git would run.
const NOTHING_TO_RUN: [&str; 4] = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

/// git, to be asked about the repository at `root` and no other. Nothing that it configures is run, nothing is fetched, and
/// git's own refusal of other people's repositories stays.
pub(super) fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    // A hook or an alias that calls Sextant hands its own repository down in such variables.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"GIT_")) {
        command.env_remove(name);
    }
    command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        // A partial clone fetches what it lacks, by a command that its configuration names.
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_CEILING_DIRECTORIES", root.parent().map_or(OsStr::new(""), Path::as_os_str))
        .env("LC_ALL", "C")
        .arg("-C")
        .arg(root)
        .args(NOTHING_TO_RUN)
        .stdin(Stdio::null());
    command
}
