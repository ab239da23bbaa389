//! `cargo xtask run`: from a fresh clone to a portal over examples/.

use std::env;
use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::commands::build::{self, Profile};
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
    let mut steps = Steps::new(3);
    let binary = build::bundle_and_server(&mut steps, Profile::Debug)?;
    let here = env::current_dir().map_err(|error| Failure::new(format!("no current directory: {error}")))?;
    let serve = serve_arguments(&workspace::root(), &here, &arguments.serve);
    let mut command = Command::new(&binary);
    command.arg("serve").args(&serve);
    steps.step(&format!("portal: sextant serve {}", serve.join(OsStr::new(" ")).to_string_lossy()), || {
        // The server takes this process over, and with it the terminal, its signals and the exit code.
        Err(Failure::new(format!("cannot start {}: {}", binary.display(), command.exec())))
    })
}

/// The default arguments, each left out where `given` has that flag, then `given`.
fn serve_arguments(root: &Path, here: &Path, given: &[OsString]) -> Vec<OsString> {
    let short = |path: std::path::PathBuf| path.strip_prefix(here).unwrap_or(&path).as_os_str().to_owned();
    let defaults = [
        ("--catalog", short(root.join("examples"))),
        ("--data-dir", short(root.join("target").join("run-data"))),
        ("--listen", OsString::from("127.0.0.1:7373")),
    ];
    let mut arguments = Vec::new();
    for (flag, value) in defaults {
        if !given.iter().any(|word| is_flag(word, flag)) {
            arguments.extend([OsString::from(flag), value]);
        }
    }
    arguments.extend_from_slice(given);
    arguments
}

fn is_flag(word: &OsStr, flag: &str) -> bool {
    word.to_string_lossy().strip_prefix(flag).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(given: &[&str]) -> String {
        let given: Vec<OsString> = given.iter().map(OsString::from).collect();
        serve_arguments(Path::new("/src/sextant"), Path::new("/src/sextant"), &given)
            .join(OsStr::new(" "))
            .to_string_lossy()
            .into_owned()
    }

    #[test]
    fn without_arguments_it_serves_the_examples() {
        assert_eq!(arguments(&[]), "--catalog examples --data-dir target/run-data --listen 127.0.0.1:7373");
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
        let arguments = serve_arguments(Path::new("/src/sextant"), Path::new("/home"), &[]);
        assert!(arguments.contains(&OsString::from("/src/sextant/examples")));
    }
}
