//! How a command ends, for scripts.

use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to complain of.
    Ok,
    /// The input has errors: the author's mistake.
    Found,
    /// The command was called wrongly.
    Usage,
    /// Something outside failed: a file, a database, a port.
    Outside,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Ok => 0,
            Exit::Found => 1,
            Exit::Usage => 2,
            Exit::Outside => 3,
        })
    }
}
