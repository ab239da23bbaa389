//! Compiling the `web` crate to wasm and writing its JavaScript side.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process::run;
use crate::wasm::debian;
use crate::wasm::toolchain::{Compiler, TARGET};
use crate::workspace;

const PROFILE: &str = "wasm-release";

/// What cargo and rustup hand to the programs they start. Debian's compiler must not take up the active toolchain's.
const INHERITED: [&str; 9] = [
    "CARGO",
    "RUSTC",
    "RUSTDOC",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTUP_TOOLCHAIN",
    "RUSTUP_HOME",
    "RUST_RECURSION_COUNT",
    "LD_LIBRARY_PATH",
];

/// Compiles the islands and returns the wasm file.
///
/// The target directory is the bundle's own: two compilers in one would throw each other's work away, and so would
/// the two feature sets of `web`.
pub(crate) fn compile(compiler: Compiler) -> Result<PathBuf, Failure> {
    let target_dir = workspace::target().join("wasm");
    let mut command = cargo_of(compiler);
    command
        .args(["build", "--package", "web", "--lib", "--no-default-features", "--features", "hydrate"])
        .args(["--target", TARGET, "--profile", PROFILE, "--target-dir"])
        .arg(&target_dir)
        // Flags for the host's processor mean nothing to wasm.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    if compiler == Compiler::Debian {
        command.arg("-Zbuild-std=std,panic_abort");
    }
    run::pass_through(&mut command)?;
    Ok(target_dir.join(TARGET).join(PROFILE).join("web.wasm"))
}

fn cargo_of(compiler: Compiler) -> Command {
    match compiler {
        Compiler::Active => workspace::cargo(),
        Compiler::Debian => {
            let mut command = Command::new(debian::CARGO);
            command.current_dir(workspace::root());
            for name in INHERITED {
                command.env_remove(name);
            }
            // -Zbuild-std is an unstable flag of a stable compiler, and there is no other way to a wasm library here.
            command.env("RUSTC", debian::RUSTC).env("RUSTC_BOOTSTRAP", "1");
            command
        }
    }
}

/// Writes `web.js` and `web_bg.wasm` into `output` and returns the names that the module exports.
pub(crate) fn bindgen(wasm: &Path, output: &Path) -> Result<Vec<String>, Failure> {
    let mut command = workspace::cargo();
    command.args(["run", "--quiet", "--package", "xtask-bindgen", "--"]).arg(wasm).arg(output);
    Ok(run::capture(&mut command)?.lines().map(str::to_owned).collect())
}
