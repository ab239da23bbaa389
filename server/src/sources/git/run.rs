//! A git process that ends: in time, with a bounded answer, on a bounded part of the disk, and when nobody waits any more.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running process is looked at.
const LOOK: Duration = Duration::from_millis(200);
/// Of what it says of a failure, so much is kept, in bytes.
const WORDS: usize = 16 << 10;

/// What a process may use.
#[derive(Clone, Debug)]
pub(super) struct Bounds {
    /// How long it may take.
    pub(super) time: Duration,
    /// How much it may answer, in bytes.
    pub(super) output: usize,
    /// How large a directory may become, in bytes.
    pub(super) disk: Option<(PathBuf, u64)>,
}

/// Why a process came to nothing.
#[derive(Debug)]
pub(super) enum Failure {
    /// It could not be started, or broke off.
    Broken(io::Error),
    /// It took too long.
    TooLong(Duration),
    /// It answered, or stored, more than so many bytes.
    TooLarge(u64),
    /// It failed, with these words.
    Failed(String),
}

/// Ends the process when the one who waits is gone.
struct Waiting(Arc<AtomicBool>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs a process to its end, with `input`; answers what it prints.
pub(super) async fn run(command: Command, input: Vec<u8>, bounds: Bounds) -> Result<Vec<u8>, Failure> {
    let gone = Arc::new(AtomicBool::new(false));
    let _waiting = Waiting(Arc::clone(&gone));
    let done = tokio::task::spawn_blocking(move || run_blocking(command, &input, &bounds, &gone)).await;
    done.unwrap_or_else(|error| Err(Failure::Broken(io::Error::other(error))))
}

fn run_blocking(mut command: Command, input: &[u8], bounds: &Bounds, gone: &AtomicBool) -> Result<Vec<u8>, Failure> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut running = Running(command.spawn().map_err(Failure::Broken)?);
    let (stdin, stdout, stderr) = (running.0.stdin.take(), running.0.stdout.take(), running.0.stderr.take());
    let (Some(mut stdin), Some(stdout), Some(stderr)) = (stdin, stdout, stderr) else {
        return Err(Failure::Broken(io::ErrorKind::BrokenPipe.into()));
    };
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel();
        let words = scope.spawn(move || bounded(stderr, WORDS).0);
        scope.spawn(move || {
            // If git ended before it had read everything, its own words say why.
            let _ = stdin.write_all(input);
        });
        let answer = scope.spawn(move || {
            let answer = bounded(stdout, bounds.output);
            let _ = done.send(());
            answer
        });
        let ended = wait(&is_done, bounds, gone);
        if ended.is_err() {
            running.end();
        }
        let answer = answer.join().map_err(|_| Failure::Broken(io::Error::other("reading stopped")));
        let (answer, is_whole) = answer?;
        ended?;
        if !is_whole {
            running.end();
            return Err(Failure::TooLarge(bounds.output as u64));
        }
        let status = running.0.wait().map_err(Failure::Broken)?;
        let words = words.join().unwrap_or_default();
        if status.success() { Ok(answer) } else { Err(Failure::Failed(String::from_utf8_lossy(&words).into_owned())) }
    })
}

/// Waits until the answer is there, or something runs out.
fn wait(is_done: &mpsc::Receiver<()>, bounds: &Bounds, gone: &AtomicBool) -> Result<(), Failure> {
    let end = Instant::now() + bounds.time;
    loop {
        match is_done.recv_timeout(LOOK) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {}
        }
        if gone.load(Ordering::Relaxed) {
            return Err(Failure::Broken(io::ErrorKind::Interrupted.into()));
        }
        if Instant::now() >= end {
            return Err(Failure::TooLong(bounds.time));
        }
        check_disk(bounds)?;
    }
    check_disk(bounds)
}

fn check_disk(bounds: &Bounds) -> Result<(), Failure> {
    match &bounds.disk {
        Some((directory, most)) if size(directory) > *most => Err(Failure::TooLarge(*most)),
        _ => Ok(()),
    }
}

/// What a directory takes, in bytes.
fn size(directory: &Path) -> u64 {
    let files = walkdir::WalkDir::new(directory).into_iter().flatten();
    files.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file).map(|file| file.len()).sum()
}

/// What can be read, up to `most` bytes, and whether that is all. What is more is left unread.
fn bounded(mut from: impl Read, most: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let read = from.by_ref().take(most as u64 + 1).read_to_end(&mut bytes);
    let is_whole = read.is_ok() && bytes.len() <= most;
    bytes.truncate(most);
    (bytes, is_whole)
}

/// A process that is ended with all that it started, when nobody waits for it.
struct Running(Child);

impl Running {
    fn end(&mut self) {
        #[cfg(target_os = "linux")]
        if let Ok(id) = i32::try_from(self.0.id()) {
            // Ended already is as good.
            let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(id), nix::sys::signal::Signal::SIGKILL);
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
