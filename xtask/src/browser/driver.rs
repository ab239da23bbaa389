//! A running chromedriver.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tempfile::TempDir;

use crate::browser::programs;
use crate::failure::Failure;
use crate::process::group::Group;
use crate::services;

const LIMIT: Duration = Duration::from_secs(60);

/// A driver on a port of its own. Stops, with every browser it started, when dropped.
#[derive(Debug)]
pub(crate) struct Driver {
    server: Option<Group>,
    scratch: TempDir,
    /// Where it answers WebDriver.
    pub(crate) url: String,
    /// The browser that tests should ask it for.
    pub(crate) chromium: PathBuf,
}

/// Starts the driver and waits until it says which port it took.
pub(crate) fn start() -> Result<Driver, Failure> {
    let programs = programs::ensure()?;
    let scratch = tempfile::Builder::new()
        .prefix("sextant-browser-")
        // Tests make their temporary folders in here, also for programs that run as another user.
        .permissions(Permissions::from_mode(0o755))
        .tempdir()
        .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
    let mut command = services::bound_to_us(&programs.driver, None);
    command.arg("--port=0").env("TMPDIR", scratch.path()).stderr(Stdio::null());
    let (server, port) = services::start_until(&mut command, LIMIT, port_of)?;
    let url = format!("http://127.0.0.1:{port}");
    Ok(Driver { server: Some(server), scratch, url, chromium: programs.chromium })
}

impl Driver {
    /// Where profiles and other leavings of the browser tests go; removed at the end.
    pub(crate) fn scratch(&self) -> &Path {
        self.scratch.path()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver first, or it would start what is stopped below once more.
        self.server = None;
        for pid in holding(self.scratch.path()) {
            // One that ended meanwhile is what was wanted.
            let _gone = kill(pid, Signal::SIGKILL);
        }
    }
}

/// `ChromeDriver was started successfully on port 41235.`
fn port_of(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

/// Processes whose command line names `folder`: browsers lead process groups of their own, and outlive a driver that
/// was stopped while a test had them open.
fn holding(folder: &Path) -> Vec<Pid> {
    let needle = folder.as_os_str().as_encoded_bytes();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let named = processes.filter(|entry| {
        fs::read(entry.path().join("cmdline")).is_ok_and(|line| memchr::memmem::find(&line, needle).is_some())
    });
    named.filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(Pid::from_raw)).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::process::Command;
    use std::time::Instant;

    use super::*;

    #[test]
    fn the_port_is_read_from_the_drivers_greeting() {
        assert_eq!(port_of("ChromeDriver was started successfully on port 41235."), Some(41235));
        assert_eq!(port_of("Starting ChromeDriver 156.0 on port 0"), None);
        assert_eq!(port_of("Only local connections are allowed."), None);
    }

    #[test]
    fn a_browser_left_behind_is_found_by_its_profile() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600; true", "sh"]).arg(folder.path().join("profile"));
        let group = Group::start(&mut command).unwrap();
        let expected = Pid::from_raw(i32::try_from(group.child.id()).unwrap());
        // The system shows an empty command line for a moment after a program has started.
        let late = Instant::now() + Duration::from_secs(30);
        while !holding(folder.path()).contains(&expected) {
            assert!(Instant::now() < late, "the process is not found");
            std::thread::yield_now();
        }
    }

    #[test]
    #[ignore = "needs Chromium: cargo xtask test"]
    fn a_browser_that_a_test_left_open_goes_with_the_driver() {
        let driver = start().unwrap();
        let chromium = driver.chromium.to_string_lossy().into_owned();
        let options = serde_json::json!({"binary": chromium, "args": ["--headless", "--no-sandbox", "--disable-gpu"]});
        let wanted = serde_json::json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}).to_string();
        let mut stream = TcpStream::connect(driver.url.trim_start_matches("http://")).unwrap();
        let length = wanted.len();
        write!(
            stream,
            "POST /session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{wanted}"
        )
        .unwrap();
        // The driver keeps the connection open, so the answer ends with its JSON and not with the stream.
        let mut answer = String::new();
        let mut part = [0; 4096];
        while !answer.contains("sessionId") {
            let read = stream.read(&mut part).unwrap();
            assert!(read > 0, "{answer}");
            answer.push_str(&String::from_utf8_lossy(&part[..read]));
            assert!(!answer.contains("\"error\""), "{answer}");
        }
        let scratch = driver.scratch().to_path_buf();
        assert!(!holding(&scratch).is_empty(), "the browser keeps its profile elsewhere");
        drop(driver);
        assert_eq!(holding(&scratch), []);
        assert!(!scratch.exists());
    }
}
