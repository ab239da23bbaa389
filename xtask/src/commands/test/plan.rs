//! Which tests there are, and what each kind needs.

use std::process::Command;

use clap::ValueEnum;
use serde_json::Value;

use crate::failure::Failure;
use crate::workspace;

/// The test target whose tests drive a browser.
const BROWSER: &str = "browser";

/// A kind of test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Inside the crates and in their documentation; no other program
    Unit,
    /// Through the router, the command line and the stores, on SQLite and PostgreSQL
    Integration,
    /// Through the pages, in headless Chromium
    Browser,
}

/// What a selection of tests needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needs {
    /// A PostgreSQL cluster.
    pub(crate) postgres: bool,
    /// What judges the files of examples/deploy.
    pub(crate) deploy: bool,
    /// Chromium, its driver, axe-core and the web bundle.
    pub(crate) browser: bool,
    /// Whether an ignored test is a failure: everything it could wait for is there.
    pub(crate) complete: bool,
}

/// The needs of one kind, or of all tests.
pub(crate) fn needs(only: Option<Kind>) -> Needs {
    Needs {
        postgres: matches!(only, None | Some(Kind::Integration)),
        deploy: matches!(only, None | Some(Kind::Integration)),
        browser: matches!(only, None | Some(Kind::Browser)),
        complete: only != Some(Kind::Unit),
    }
}

/// What of a selection to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Only compile, so that the time it takes is not taken for a test's.
    Compile,
    /// Run, compiling only documentation tests.
    Run,
}

/// The calls of cargo that make up a phase of a selection.
pub(crate) fn invocations(phase: Phase, only: Option<Kind>, filter: Option<&str>) -> Result<Vec<Command>, Failure> {
    let lines = match only {
        None => vec![line(&[], &["--include-ignored"])],
        // Documentation tests are compiled as they run; cargo refuses to do only one of the two.
        Some(Kind::Unit) if phase == Phase::Compile => vec![line(&["--lib", "--bins"], &[])],
        Some(Kind::Unit) => vec![line(&["--lib", "--bins"], &[]), line(&["--doc"], &[])],
        Some(Kind::Browser) => vec![line(&["--test", BROWSER], &["--include-ignored"])],
        Some(Kind::Integration) => {
            let targets = test_targets(&workspace::metadata()?);
            let flags: Vec<&str> = targets.iter().flat_map(|name| ["--test", name]).collect();
            // Tests inside the crates that are ignored are those that need PostgreSQL.
            vec![line(&["--lib", "--bins"], &["--ignored"]), line(&flags, &["--include-ignored"])]
        }
    };
    let commands = lines.into_iter().map(|(for_cargo, for_tests)| {
        let mut command = workspace::cargo();
        command.args(["test", "--workspace"]).args(for_cargo);
        match phase {
            Phase::Compile => command.arg("--no-run"),
            Phase::Run => command.args(["--no-fail-fast", "--"]).args(for_tests).args(filter),
        };
        command
    });
    Ok(commands.collect())
}

fn line(for_cargo: &[&str], for_tests: &[&str]) -> (Vec<String>, Vec<String>) {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    (owned(for_cargo), owned(for_tests))
}

/// Names of all test targets but the browser's.
fn test_targets(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let tests =
        targets.filter(|target| target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "test")));
    let mut names: Vec<String> = tests.filter_map(|target| target["name"].as_str()).map(str::to_owned).collect();
    names.retain(|name| name != BROWSER);
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn integration_is_every_test_target_but_the_browsers() {
        let metadata = json!({"packages": [
            {"targets": [{"name": "sextant", "kind": ["bin"]}, {"name": "browser", "kind": ["test"]}]},
            {"targets": [{"name": "store", "kind": ["test"]}, {"name": "api", "kind": ["test"]}]},
        ]});
        assert_eq!(test_targets(&metadata), ["api", "store"]);
    }

    #[test]
    fn only_unit_tests_run_with_nothing_installed_and_may_leave_others_out() {
        assert_eq!(needs(Some(Kind::Unit)), Needs { postgres: false, deploy: false, browser: false, complete: false });
        assert_eq!(needs(None), Needs { postgres: true, deploy: true, browser: true, complete: true });
    }
}
