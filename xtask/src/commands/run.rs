//! `cargo xtask run`: from a fresh clone to a portal over the demo company.

use std::env;
use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::build::{self, Profile};
use crate::demo::{self, Demo};
use crate::failure::Failure;
use crate::steps::Steps;
use crate::workspace;

/// Flags of `run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Flags for `sextant serve`; one that is given here replaces the default
    #[arg(last = true)]
    serve: Vec<OsString>,
}

/// Builds, then becomes the server.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let given = arguments.serve.as_slice();
    let needs_demo = !has(given, "--catalog");
    let mut steps = Steps::new(3 + usize::from(needs_demo));
    let binary = build::bundle_and_server(&mut steps, Profile::Debug)?;
    if needs_demo {
        steps.step("demo company", || demo::ensure(&binary, false))?;
    }
    let here = env::current_dir().map_err(|error| Failure::new(format!("no current directory: {error}")))?;
    let serve = serve_arguments(&workspace::target(), &here, given);
    let mut command = Command::new(&binary);
    command.arg("serve").args(&serve);
    steps.step(&format!("portal: sextant serve {}", serve.join(OsStr::new(" ")).to_string_lossy()), || {
        // The server takes this process over, and with it the terminal, its signals and the exit code.
        Err(Failure::new(format!("cannot start {}: {}", binary.display(), command.exec())))
    })
}

/// The default arguments, each left out where `given` has that flag, then `given`.
fn serve_arguments(target: &Path, here: &Path, given: &[OsString]) -> Vec<OsString> {
    let short = |path: PathBuf| path.strip_prefix(here).unwrap_or(&path).as_os_str().to_owned();
    let demo = Demo::at(&target.join("demo"));
    // Another catalog has data of its own: what the portal keeps of one would be shown beside the other.
    let data = if has(given, "--catalog") { target.join("run-data") } else { demo.data };
    let defaults = [
        ("--catalog", short(demo.catalog)),
        ("--data-dir", short(data)),
        ("--listen", OsString::from("127.0.0.1:7373")),
    ];
    let mut arguments = Vec::new();
    for (flag, value) in defaults {
        if !has(given, flag) {
            arguments.extend([OsString::from(flag), value]);
        }
    }
    arguments.extend_from_slice(given);
    arguments
}

fn has(given: &[OsString], flag: &str) -> bool {
    let is_flag = |word: &OsString| {
        word.to_string_lossy().strip_prefix(flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    };
    given.iter().any(is_flag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(given: &[&str]) -> String {
        let given: Vec<OsString> = given.iter().map(OsString::from).collect();
        serve_arguments(Path::new("/src/sextant/target"), Path::new("/src/sextant"), &given)
            .join(OsStr::new(" "))
            .to_string_lossy()
            .into_owned()
    }

    #[test]
    fn without_arguments_it_serves_the_demo_company() {
        let demo = "--catalog target/demo/pizzup --data-dir target/demo/data";
        assert_eq!(arguments(&[]), format!("{demo} --listen 127.0.0.1:7373"));
        assert_eq!(arguments(&["--listen=:0"]), format!("{demo} --listen=:0"));
    }

    #[test]
    fn what_is_given_replaces_the_default() {
        assert_eq!(
            arguments(&["--listen=127.0.0.1:0", "--catalog", "/repos"]),
            "--data-dir target/run-data --listen=127.0.0.1:0 --catalog /repos"
        );
    }

    #[test]
    fn paths_hold_from_any_folder() {
        let arguments = serve_arguments(Path::new("/src/sextant/target"), Path::new("/home"), &[]);
        assert!(arguments.contains(&OsString::from("/src/sextant/target/demo/pizzup")));
    }
}
