//! One portal as a process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;

use tempfile::TempDir;

use super::program::sextant;

/// A running portal; dropped, it is killed.
pub(crate) struct Replica {
    /// Host and port.
    pub(crate) address: String,
    process: Mutex<Child>,
    _data: TempDir,
}

impl Replica {
    /// Starts one over the descriptors of a directory, and waits until it listens.
    pub(crate) fn start(database: Option<&str>, catalog: &Path, listen: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut command = sextant();
        command.args(["serve", "--listen", listen, "--catalog"]).arg(catalog).arg("--data-dir").arg(data.path());
        command.args(database.into_iter().flat_map(|url| ["--database-url", url]));
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { address, process: Mutex::new(process), _data: data }
    }

    /// Waits until it is ready.
    pub(crate) fn ready(&self) {
        while ureq::get(format!("http://{}/readyz", self.address)).call().is_err() {
            let ended = self.process.lock().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "the portal ended with {ended:?}");
            std::thread::yield_now();
        }
    }

    /// How many questions of this route it has answered.
    pub(crate) fn answered(&self, route: &str) -> u64 {
        let mut answer = ureq::get(format!("http://{}/metrics", self.address)).call().unwrap();
        let text = answer.body_mut().read_to_string().unwrap();
        let of_route = |line: &&str| {
            line.starts_with("sextant_http_request_duration_seconds_count{")
                && line.contains(&format!("route=\"{route}\""))
        };
        let counts = text.lines().filter(of_route).map(|line| line.rsplit(' ').next().unwrap().parse::<u64>().unwrap());
        counts.sum()
    }

    /// SIGKILL: it has no chance to say good-bye.
    pub(crate) fn kill(&self) {
        let mut process = self.process.lock().unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
    }

    /// SIGTERM, as every supervisor ends it; waits until it has ended.
    pub(crate) fn terminate(&self) -> ExitStatus {
        let mut process = self.process.lock().unwrap();
        let sent = Command::new("kill").args(["-TERM", &process.id().to_string()]).status().unwrap();
        assert!(sent.success());
        process.wait().unwrap()
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        let process = self.process.get_mut().unwrap();
        let _ = process.kill();
        let _ = process.wait();
    }
}
