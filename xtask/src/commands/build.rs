//! `cargo xtask build`: the one self-contained binary.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::process::run;
use crate::steps::Steps;
use crate::tools::path;
use crate::wasm::bundle;
use crate::workspace;

/// Flags of `build`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Optimised, as it is meant to be used
    #[arg(long)]
    release: bool,
}

/// How the server is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to compile.
    Debug,
    /// Quick to run.
    Release,
}

impl Profile {
    /// The folder of cargo's target directory that it builds into.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Builds bundle and server.
pub(crate) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let profile = if arguments.release { Profile::Release } else { Profile::Debug };
    let binary = bundle_and_server(&mut Steps::new(2), profile)?;
    eprintln!("{}", binary.display());
    Ok(())
}

/// Two steps: the bundle, then the server that embeds it. Returns the binary.
pub(crate) fn bundle_and_server(steps: &mut Steps, profile: Profile) -> Result<PathBuf, Failure> {
    let bundle = steps.step("web bundle", bundle::build_or_go_on)?;
    steps.step(&format!("server ({})", profile.folder()), || {
        let binary = server(profile)?;
        bundle.map_or(Ok(()), |bundle| bundle.fits(&binary))?;
        Ok(binary)
    })
}

fn server(profile: Profile) -> Result<PathBuf, Failure> {
    if path::find(&["cc", "gcc", "clang"]).is_none() {
        return Err(Failure::new("there is no C compiler (`cc`), and SQLite is compiled from C")
            .help("on Debian: apt-get install gcc libc6-dev"));
    }
    run::pass_through(&mut command(profile))?;
    Ok(workspace::server_binary(profile.folder()))
}

fn command(profile: Profile) -> Command {
    let mut command = workspace::cargo();
    match profile {
        // With the whole workspace's features, as tests have them, so that neither build throws the other's away.
        Profile::Debug => command.args(["build", "--workspace", "--bin", "sextant"]),
        Profile::Release => command.args(["build", "--package", "sextant-server", "--bin", "sextant", "--release"]),
    };
    command
}
