//! The binary.

use std::process::Command;

/// `sextant` without any variable of this machine's that it, or its connection to a database, would read.
pub(crate) fn sextant() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SEXTANT_") || name.starts_with("PG")) {
        command.env_remove(name);
    }
    command
}
