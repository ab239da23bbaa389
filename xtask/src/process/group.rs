//! A child in a process group of its own, so that it and what it started can be stopped together.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::failure::Failure;
use crate::process::interrupt;

const LOOK_EVERY: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_secs(8);

/// A running child that does not outlive this value.
#[derive(Debug)]
pub(crate) struct Group {
    /// The child, for its pipes.
    pub(crate) child: Child,
    name: String,
    ended: bool,
}

impl Group {
    /// Starts `command` with nothing to read.
    pub(crate) fn start(command: &mut Command) -> Result<Self, Failure> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).process_group(0).spawn().map_err(|error| {
            let failure = Failure::new(format!("cannot start {name}: {error}"));
            if error.kind() == io::ErrorKind::NotFound { failure.help(format!("install {name}")) } else { failure }
        })?;
        Ok(Self { child, name, ended: false })
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// An interruption, or whatever `go_on` objects to; it is asked again and again.
    pub(crate) fn wait(&mut self, mut go_on: impl FnMut() -> Result<(), Failure>) -> Result<ExitStatus, Failure> {
        loop {
            if let Some(status) = self.try_wait()? {
                return Ok(status);
            }
            interrupt::check()?;
            go_on()?;
            thread::sleep(LOOK_EVERY);
        }
    }

    /// Waits for its end, at most for `limit`.
    pub(crate) fn wait_at_most(&mut self, limit: Duration) -> Result<ExitStatus, Failure> {
        let start = Instant::now();
        let name = self.name.clone();
        self.wait(|| {
            if start.elapsed() <= limit {
                return Ok(());
            }
            Err(Failure::new(format!("{name} did not end within {} s", limit.as_secs())))
        })
    }

    /// Asks it to end, and waits for that, at most for `limit`.
    pub(crate) fn end(mut self, limit: Duration) -> Result<ExitStatus, Failure> {
        self.signal(Signal::SIGINT);
        self.wait_at_most(limit)
    }

    /// Its status if it has ended.
    pub(crate) fn try_wait(&mut self) -> Result<Option<ExitStatus>, Failure> {
        let status =
            self.child.try_wait().map_err(|error| Failure::new(format!("cannot wait for {}: {error}", self.name)))?;
        self.ended |= status.is_some();
        Ok(status)
    }

    fn signal(&self, signal: Signal) {
        if let Ok(group) = i32::try_from(self.child.id()) {
            // A group that is already gone is what was wanted.
            let _gone = killpg(Pid::from_raw(group), signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        // SIGINT is PostgreSQL's fast shutdown, and any other program's request to end.
        self.signal(Signal::SIGINT);
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.try_wait().is_ok_and(|status| status.is_some()) {
                break;
            }
            thread::sleep(LOOK_EVERY);
        }
        self.signal(Signal::SIGKILL);
        let _reaped = self.child.wait();
    }
}
