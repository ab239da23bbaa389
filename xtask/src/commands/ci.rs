//! `cargo xtask ci`: everything that decides whether a change may land, in the order of what it costs.

use crate::commands::build::Profile;
use crate::commands::{build, check, corpus, fuzz, test};
use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::workspace;

mod dependencies;
mod smoke;

/// Steps beside those of `test`.
const OWN_STEPS: usize = 14;

/// Stops at the first failure; says at the end how long each phase took.
pub(crate) fn execute() -> Result<(), Failure> {
    let tests = test::Arguments::default();
    let mut steps = Steps::new(OWN_STEPS + test::number_of_steps(&tests));
    let result = phases(&tests, &mut steps);
    eprint!("\n{}", steps.summary());
    result
}

fn phases(tests: &test::Arguments, steps: &mut Steps) -> Result<(), Failure> {
    steps.step("Cargo.lock is current", locked)?;
    // Before the lints, so that the server is compiled once, with the bundle in it.
    steps.step("web bundle for all that follows", || crate::wasm::bundle::build(None).map(|_| ()))?;
    check::quick(steps)?;
    steps.step("documentation", documentation)?;
    steps.step("licences, bans, sources", dependencies::allowed)?;
    steps.step("advisories", dependencies::advisories)?;
    steps.step("unused dependencies", dependencies::unused)?;
    steps.step("real descriptors", corpus::current)?;
    steps.step("a minute of fuzzing for every decoder", || fuzz::execute(&fuzz::Arguments::default()))?;
    test::in_steps(tests, steps)?;
    let binary = build::bundle_and_server(steps, Profile::Release)?;
    steps.step("the binary by itself", || smoke::starts_alone(&binary))
}

fn locked() -> Result<(), Failure> {
    let mut command = workspace::cargo();
    command.args(["metadata", "--locked", "--format-version", "1"]);
    run::capture(&mut command).map(|_| ()).map_err(|failure| Failure::new(failure.message()).help("commit Cargo.lock"))
}

fn documentation() -> Result<(), Failure> {
    let mut command = workspace::cargo();
    command.args(["doc", "--workspace", "--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", "-D warnings");
    run::pass_through(&mut command)
}
