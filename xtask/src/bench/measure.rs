//! A program's time and memory.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::process::group::Group;
use crate::process::run;

/// What one run took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) wall: Duration,
    /// Of all its threads together, in user mode and in the kernel.
    pub(super) processor: Duration,
    /// The most memory that was resident at a time, in KiB.
    pub(super) peak_kib: u64,
}

/// Runs a command to its end; what it prints is thrown away.
///
/// # Errors
/// It ends with another code than those that are `allowed`.
pub(super) fn once(command: &mut Command, allowed: &[i32]) -> Result<Measure, Failure> {
    let start = Instant::now();
    let mut group = Group::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
    let process = format!("/proc/{}", group.child.id());
    let (mut peak_kib, mut processor) = (0, Duration::ZERO);
    let status = group.wait(|| {
        // The kernel keeps the highest value, so that only what the last moments add can be missed.
        let text = fs::read_to_string(format!("{process}/status")).unwrap_or_default();
        let value = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = value.and_then(|value| value.trim().trim_end_matches(" kB").parse().ok());
        peak_kib = peak_kib.max(kib.unwrap_or(0));
        let text = fs::read_to_string(format!("{process}/stat")).unwrap_or_default();
        processor = processor.max(ticks(&text).map_or(Duration::ZERO, |ticks| Duration::from_millis(ticks * 10)));
        Ok(())
    })?;
    let wall = start.elapsed();
    match status.code() {
        Some(code) if allowed.contains(&code) => Ok(Measure { wall, processor, peak_kib }),
        _ => Err(Failure::new(format!("{} ended with {status}", run::display(command)))),
    }
}

/// The middle one of several runs by time, after one that warms the file cache, and the highest memory of all.
pub(super) fn median(runs: usize, mut run: impl FnMut() -> Result<Measure, Failure>) -> Result<Measure, Failure> {
    run()?;
    let mut measures = (0..runs).map(|_| run()).collect::<Result<Vec<_>, _>>()?;
    measures.sort_by_key(|measure| measure.wall);
    let peak_kib = measures.iter().map(|measure| measure.peak_kib).max().unwrap_or(0);
    let middle = measures.get(measures.len() / 2).ok_or_else(|| Failure::new("nothing was measured"))?;
    Ok(Measure { peak_kib, ..*middle })
}

/// The hundredths of a second that a process has run, by its line in /proc.
fn ticks(stat: &str) -> Option<u64> {
    // The name of the program stands in parentheses and may hold anything; user and system time are the twelfth and
    // thirteenth after it.
    let mut after = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    Some(after.next()?.parse::<u64>().ok()? + after.next()?.parse::<u64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_measured_and_a_failure_is_one() {
        let busy =
            once(Command::new("sh").args(["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"]), &[0]).unwrap();
        assert!(busy.peak_kib > 0 && busy.wall >= busy.processor / 64, "{busy:?}");
        assert!(once(Command::new("sh").args(["-c", "exit 3"]), &[0, 1]).is_err());
        assert_eq!(ticks("7 (a) b) S 1 2 3 4 5 6 7 8 9 10 30 12 13"), Some(42));
    }
}
