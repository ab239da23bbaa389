//! Counts what the test programs say they did: a test that did not run is not a test that passed.

use std::process::Command;
use std::time::Duration;

use crate::commands::test::environment::Environment;
use crate::failure::Failure;
use crate::process::{interrupt, run};

/// A test that takes longer to say anything hangs: nothing is compiled any more when tests run.
const SILENCE: Duration = Duration::from_secs(300);

/// Sums of the `test result:` lines.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Tally {
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ") else { return };
        for part in counts.split([';', '.']) {
            let mut words = part.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else { continue };
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed") => self.failed += number,
                Some("ignored") => self.ignored += number,
                _ => {}
            }
        }
    }

    fn verdict(self, complete: bool) -> Result<(), Failure> {
        if self.failed > 0 {
            Err(Failure::new(format!("{} tests failed", self.failed)))
        } else if self.passed == 0 {
            Err(Failure::new("no test ran"))
        } else if complete && self.ignored > 0 {
            Err(Failure::new(format!(
                "{} tests were left out, although all that tests may wait for is there",
                self.ignored
            )))
        } else {
            Ok(())
        }
    }
}

/// Runs all invocations, also after one failed, and judges them together.
pub(crate) fn run(invocations: Vec<Command>, environment: &Environment, complete: bool) -> Result<(), Failure> {
    within(invocations, environment, complete, SILENCE)
}

/// The same, where a test may say nothing for `silence`.
pub(crate) fn within(
    invocations: Vec<Command>,
    environment: &Environment,
    complete: bool,
    silence: Duration,
) -> Result<(), Failure> {
    let mut tally = Tally::default();
    let mut broken = None;
    for mut command in invocations {
        environment.apply(&mut command)?;
        if let Err(failure) = run::watched(&mut command, silence, |line| tally.add(line)) {
            interrupt::check()?;
            broken = Some(failure);
        }
    }
    eprintln!("      {} passed, {} failed, {} left out", tally.passed, tally.failed, tally.ignored);
    tally.verdict(complete)?;
    // A target that does not compile, or a test program that died, has no `test result:` line.
    broken.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.add(line));
        tally
    }

    #[test]
    fn results_of_all_programs_are_summed() {
        let sum = tally(&[
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
        ]);
        assert_eq!(sum, Tally { passed: 4, failed: 2, ignored: 1 });
        assert!(sum.verdict(false).is_err());
    }

    #[test]
    fn a_test_left_out_fails_a_complete_run_only() {
        let sum =
            tally(&["test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s"]);
        assert!(sum.verdict(false).is_ok());
        assert!(sum.verdict(true).is_err());
    }

    #[test]
    fn a_run_without_tests_is_a_failure() {
        assert!(Tally::default().verdict(false).is_err());
    }
}
