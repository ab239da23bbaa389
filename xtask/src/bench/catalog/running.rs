//! A server under measurement.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::http;
use crate::portal::address_of;
use crate::process::group::Group;
use crate::services;

/// A million components may take so long.
const LIMIT: Duration = Duration::from_secs(1_800);
/// A server that ends writes down what the next start goes on from.
const END: Duration = Duration::from_secs(60);
/// What it writes for the first time once all is judged and surveyed, in the data directory.
const IMAGE: &str = "catalog.image";
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A server, and how long it took until it answered everything.
#[derive(Debug)]
pub(super) struct Running {
    server: Group,
    /// Host and port.
    pub(super) address: String,
    pub(super) ready_after: Duration,
}

/// Memory, in MiB.
#[derive(Debug, Clone, Copy)]
pub(super) struct Memory {
    pub(super) resident: u64,
    pub(super) peak: u64,
}

impl Running {
    /// Starts `binary` over the catalog, and waits until `/readyz` says that all of it is shown.
    pub(super) fn start(binary: &Path, data: &Path, catalog: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(binary);
        command.env("SEXTANT_LOG", "warn").args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(data);
        command.arg("--catalog").arg(catalog);
        let start = Instant::now();
        let (mut server, address) = services::start_until(&mut command, LIMIT, address_of)?;
        services::until(&mut server, "sextant", LIMIT, |_| {
            http::status(&address, "/readyz").ok().filter(|code| *code == 200)
        })?;
        Ok(Self { server, address, ready_after: start.elapsed() })
    }

    /// Waits until all is judged and surveyed.
    pub(super) fn settled(&mut self, data: &Path) -> Result<(), Failure> {
        let image = data.join(IMAGE);
        let start = Instant::now();
        while !image.exists() {
            let has_ended = self.server.try_wait()?.is_some();
            if has_ended || start.elapsed() > LIMIT {
                return Err(Failure::new("not everything was judged"));
            }
            thread::sleep(LOOK_EVERY);
        }
        Ok(())
    }

    /// Ends it as an operator does.
    pub(super) fn end(self) -> Result<(), Failure> {
        self.server.end(END).map(|_| ())
    }

    pub(super) fn memory(&self) -> Memory {
        let text = fs::read_to_string(format!("/proc/{}/status", self.server.child.id())).unwrap_or_default();
        let value = |key: &str| {
            let value = text.lines().find_map(|line| line.strip_prefix(key))?;
            value.trim().trim_end_matches(" kB").parse::<u64>().ok()
        };
        Memory { resident: value("VmRSS:").unwrap_or(0) >> 10, peak: value("VmHWM:").unwrap_or(0) >> 10 }
    }
}
