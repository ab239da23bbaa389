//! `cargo xtask check`: the inner loop. Needs nothing but the toolchain.

use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

/// Formatting, lints, and the tests that need no other program.
pub(crate) fn execute() -> Result<(), Failure> {
    let mut steps = Steps::new(4);
    let result = quick(&mut steps)
        .and_then(|()| steps.step("unit tests", || cargo(&["test", "--quiet", "--workspace", "--lib", "--bins"])));
    eprint!("\n{}", steps.summary());
    result
}

/// Three steps: formatting, the lints of the server's side, the lints of the browser's side.
pub(crate) fn quick(steps: &mut Steps) -> Result<(), Failure> {
    steps.step("formatting", formatting)?;
    steps.step("lints", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    // A graph of its own: what the browser runs is compiled out wherever the server's feature is on.
    steps.step("lints of the islands", || {
        let browser_side = ["--no-default-features", "--features", "hydrate", "--", "-D", "warnings"];
        cargo(&[&["clippy", "--package", "web"], browser_side.as_slice()].concat())
    })
}

fn formatting() -> Result<(), Failure> {
    cargo(&["fmt", "--all", "--check"]).map_err(|failure| Failure::new(failure.message()).help("cargo fmt --all"))
}

fn cargo(arguments: &[&str]) -> Result<(), Failure> {
    run::pass_through(workspace::cargo().args(arguments))
}
