//! `cargo xtask web`: only the bundle.

use crate::failure::Failure;
use crate::steps::Steps;
use crate::wasm::bundle;
use crate::wasm::toolchain::Source;

/// Flags of `web`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Take the compiler from here and nowhere else, and build even when nothing changed
    #[arg(long, value_enum)]
    from: Option<Source>,
}

/// Builds the bundle into target/web.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    Steps::new(1).step("web bundle", || bundle::build(arguments.from)).map(|_| ())
}
