//! Ctrl-C and a termination signal end a command by the same way as a failure: children are stopped, folders removed.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::Failure;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Catches SIGINT, SIGTERM and SIGHUP from here on.
pub(crate) fn install() -> Result<(), Failure> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst))
        .map_err(|error| Failure::new(format!("cannot catch signals: {error}")))
}

/// Fails once a signal has come. Whoever waits asks this between two looks.
pub(crate) fn check() -> Result<(), Failure> {
    if INTERRUPTED.load(Ordering::SeqCst) { Err(Failure::new("interrupted")) } else { Ok(()) }
}
