//! Ways to run a program to its end.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::process::group::Group;
use crate::workspace;

/// Lines of a log that are shown when its program failed.
const TAIL: usize = 25;

/// Runs a command whose output passes through.
pub(crate) fn pass_through(command: &mut Command) -> Result<(), Failure> {
    let status = Group::start(command)?.wait(|| Ok(()))?;
    expect_success(command, status)
}

/// Runs a command and returns what it printed on standard output; standard error passes through.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let mut group = Group::start(command.stdout(Stdio::piped()))?;
    let reader = group.child.stdout.take().map(|mut pipe| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).map(|_| bytes)
        })
    });
    let status = group.wait(|| Ok(()))?;
    let bytes = match reader.map(thread::JoinHandle::join) {
        Some(Ok(Ok(bytes))) => bytes,
        _ => return Err(Failure::new(format!("cannot read the output of {}", display(command)))),
    };
    expect_success(command, status)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Runs a command that reads `input`; its output passes through.
pub(crate) fn fed(command: &mut Command, input: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error, command: &Command| Failure::new(format!("{}: {error}", display(command)));
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(|error| failed(error, command))?;
    // A program that ends before it has read everything says itself why.
    let written = child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(input));
    let status = child.wait().map_err(|error| failed(error, command))?;
    expect_success(command, status)?;
    written.map_err(|error| failed(error, command))
}

/// Runs a command whose standard output passes through, line by line, after `look` has seen it.
///
/// # Errors
/// The command failed, or printed nothing for as long as `silence`.
pub(crate) fn watched(
    command: &mut Command,
    silence: Duration,
    mut look: impl FnMut(&str) + Send,
) -> Result<(), Failure> {
    let mut group = Group::start(command.stdout(Stdio::piped()))?;
    let pipe = group.child.stdout.take();
    let (heard, ear) = mpsc::channel();
    let status = thread::scope(|scope| {
        scope.spawn(move || {
            for line in pipe.into_iter().flat_map(|pipe| BufReader::new(pipe).split(b'\n')).map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                look(&line);
                // Nobody listens any more once the command has ended.
                let _ended = heard.send(line.into_owned());
            }
        });
        let (mut last, mut last_line) = (Instant::now(), String::new());
        let status = group.wait(|| {
            if let Some(line) = ear.try_iter().last() {
                (last, last_line) = (Instant::now(), line);
            }
            if last.elapsed() <= silence {
                return Ok(());
            }
            let what = format!("{} printed nothing for {} s", display(command), silence.as_secs());
            Err(Failure::new(if last_line.is_empty() { what } else { format!("{what} after: {last_line}") }))
        });
        // Stops what still holds the pipe open, or the reader would wait for it.
        drop(group);
        status
    })?;
    expect_success(command, status)
}

/// Runs a command whose output goes to `log`; on failure the end of it is part of the message.
pub(crate) fn logged(command: &mut Command, log: &Path, limit: Option<Duration>) -> Result<(), Failure> {
    if let Some(folder) = log.parent() {
        workspace::make_dir(folder)?;
    }
    let file = File::create(log).map_err(|error| Failure::file(log, &error))?;
    let both = file.try_clone().map_err(|error| Failure::file(log, &error))?;
    let mut group = Group::start(command.stdout(file).stderr(both))?;
    let status = match limit {
        Some(limit) => group.wait_at_most(limit)?,
        None => group.wait(|| Ok(()))?,
    };
    expect_success(command, status).map_err(|failure| {
        Failure::new(format!("{}\n{}", failure.message(), tail(log))).help(format!("all of it is in {}", log.display()))
    })
}

/// The last lines of a file; empty when it cannot be read.
pub(crate) fn tail(path: &Path) -> String {
    let text = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

fn expect_success(command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{} ended with {status}", display(command)))) }
}

/// A command as it would be typed, its program by its short name.
pub(crate) fn display(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words: Vec<_> = [program].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn a_failure_names_the_command_as_typed() {
        let failure = pass_through(Command::new("/bin/sh").args(["-c", "exit 3"])).unwrap_err();
        assert!(failure.message().contains("`sh -c exit 3`"), "{failure}");
        assert!(failure.message().contains('3'), "{failure}");
    }

    #[test]
    fn a_program_reads_what_it_is_fed() {
        assert!(fed(Command::new("grep").args(["--quiet", "two"]), b"one\ntwo\n").is_ok());
        assert!(fed(Command::new("grep").args(["--quiet", "six"]), b"one\ntwo\n").is_err());
    }

    #[test]
    fn every_line_is_seen_also_one_without_an_end() {
        let seen = Mutex::new(Vec::new());
        watched(Command::new("sh").args(["-c", "printf 'one\\ntwo'"]), Duration::from_secs(60), |line| {
            seen.lock().unwrap().push(line.to_owned());
        })
        .unwrap();
        assert_eq!(seen.into_inner().unwrap(), ["one", "two"]);
    }

    #[test]
    fn a_command_that_hangs_is_stopped_and_named() {
        let failure = watched(Command::new("sleep").arg("600"), Duration::ZERO, |_| ()).unwrap_err();
        assert!(failure.message().contains("`sleep 600` printed nothing"), "{failure}");
    }

    #[test]
    fn the_end_of_the_log_is_part_of_the_failure() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("x.log");
        let failure =
            logged(Command::new("sh").args(["-c", "echo no such package >&2; exit 1"]), &log, None).unwrap_err();
        assert!(failure.message().contains("no such package"), "{failure}");
    }

    #[test]
    fn what_a_stopped_command_started_is_stopped_too() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 600 & wait"]).stdout(Stdio::piped());
        let mut group = Group::start(&mut command).unwrap();
        let mut pipe = group.child.stdout.take().unwrap();
        drop(group);
        // The pipe closes only when its last holder, the sleeper, is gone.
        assert_eq!(pipe.read_to_end(&mut Vec::new()).unwrap(), 0);
    }
}
