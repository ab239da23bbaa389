//! Programs that run beside the tests: started, waited for, and gone when the value goes.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::process::group::Group;
use crate::process::interrupt;
use crate::tools::path;

const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A command that is stopped by the kernel should xtask die without a chance to stop it.
pub(crate) fn bound_to_us(program: &Path, as_user: Option<&str>) -> Command {
    let Some(setpriv) = path::find(&["setpriv"]) else {
        return Command::new(program);
    };
    let mut command = Command::new(setpriv);
    if let Some(user) = as_user {
        command.args(["--reuid", user, "--regid", user, "--init-groups"]);
    }
    command.args(["--pdeathsig", "INT", "--"]).arg(program);
    command
}

/// Starts `command` and waits until `find` makes something of a line of its standard output.
///
/// # Errors
/// It ended before, or said nothing of the kind in time.
pub(crate) fn start_until<T: Send + 'static>(
    command: &mut Command,
    limit: Duration,
    find: impl Fn(&str) -> Option<T> + Send + 'static,
) -> Result<(Group, T), Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut group = Group::start(command.stdout(Stdio::piped()))?;
    let (sender, receiver) = mpsc::channel();
    let pipe = group.child.stdout.take();
    thread::spawn(move || {
        // Reads on to the end, so that the program never waits for a full pipe.
        for line in pipe.into_iter().flat_map(|pipe| BufReader::new(pipe).split(b'\n')).map_while(Result::ok) {
            if let Some(found) = find(&String::from_utf8_lossy(&line)) {
                // The receiver is gone once the first line was found.
                let _late = sender.send(found);
            }
        }
    });
    let found = until(&mut group, &name, limit, |_| receiver.try_recv().ok())?;
    Ok((group, found))
}

/// Waits until `look` finds something.
///
/// # Errors
/// The program ended before, or there was nothing to find in time.
pub(crate) fn until<T>(
    group: &mut Group,
    name: &str,
    limit: Duration,
    mut look: impl FnMut(&mut Group) -> Option<T>,
) -> Result<T, Failure> {
    let start = Instant::now();
    loop {
        if let Some(found) = look(group) {
            return Ok(found);
        }
        if let Some(status) = group.try_wait()? {
            return Err(Failure::new(format!("{name} ended with {status} before it was ready")));
        }
        interrupt::check()?;
        if start.elapsed() > limit {
            return Err(Failure::new(format!("{name} was not ready within {} s", limit.as_secs())));
        }
        thread::sleep(LOOK_EVERY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_output_says_when_it_is_ready() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo starting; echo port 4711; exec sleep 600"]);
        let (_group, port) =
            start_until(&mut command, Duration::from_secs(60), |line| Some(line.strip_prefix("port ")?.to_owned()))
                .unwrap();
        assert_eq!(port, "4711");
    }

    #[test]
    fn a_program_that_ends_too_early_is_a_failure() {
        let mut command = Command::new("sh");
        command.args(["-c", "exit 7"]);
        let failure = start_until(&mut command, Duration::from_secs(60), |_| None::<()>).unwrap_err();
        assert!(failure.message().contains("before it was ready"), "{failure}");
    }
}
