//! `cargo xtask test`: every test, none left out, with the real programs that they need.

use crate::browser::{axe, driver};
use crate::demo;
use crate::deploy::tools;
use crate::failure::Failure;
use crate::postgres::cluster;
use crate::process::run;
use crate::steps::Steps;
use crate::wasm::bundle::{self, Bundle};
use crate::workspace;

use self::environment::Environment;
use self::plan::{Kind, Phase};

pub(crate) mod environment;
mod plan;
pub(crate) mod tally;

/// Flags of `test`.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Arguments {
    /// Only tests of this kind
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Only tests whose name contains this
    filter: Option<String>,
}

/// Starts what the tests need, runs them, stops everything.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut steps = Steps::new(number_of_steps(arguments));
    let result = in_steps(arguments, &mut steps);
    eprint!("\n{}", steps.summary());
    result
}

/// How many steps [`in_steps`] takes.
pub(crate) fn number_of_steps(arguments: &Arguments) -> usize {
    let needs = plan::needs(arguments.only);
    2 + usize::from(needs.postgres) + usize::from(needs.deploy) + 3 * usize::from(needs.browser)
}

/// The same as steps of a longer run.
pub(crate) fn in_steps(arguments: &Arguments, steps: &mut Steps) -> Result<(), Failure> {
    let needs = plan::needs(arguments.only);
    let mut environment = Environment::default();
    let mut bundle: Option<Bundle> = None;
    if needs.browser {
        bundle = Some(steps.step("web bundle", || bundle::build(None))?);
    }
    let calls = |phase| plan::invocations(phase, arguments.only, arguments.filter.as_deref());
    steps.step("tests, compiled", || calls(Phase::Compile)?.iter_mut().try_for_each(run::pass_through))?;
    if needs.postgres {
        environment.postgres = Some(steps.step("a throw-away PostgreSQL", cluster::start)?);
    }
    if needs.deploy {
        environment.deploy = Some(steps.step("HAProxy, systemd, Dockerfile linter, schema of Compose", tools::ensure)?);
    }
    if needs.browser {
        environment.browser =
            Some(steps.step("Chromium, chromedriver, axe-core", || Ok((driver::start()?, axe::ensure()?)))?);
        let binary = workspace::server_binary("debug");
        environment.demo = Some(steps.step("demo company", || demo::ensure(&binary, false))?);
    }
    steps.step("tests, run", || {
        tally::run(calls(Phase::Run)?, &environment, needs.complete)?;
        bundle.map_or(Ok(()), |bundle| bundle.fits(&workspace::server_binary("debug")))
    })
}
