//! wasm-opt, which makes the module about a third of its size.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process::run;
use crate::tools::npm;
use crate::workspace;

/// From npm and not from a distribution: old releases write modules that current browsers refuse.
const BINARYEN: npm::Package = npm::Package { name: "binaryen", version: "132.0.0" };

/// What every current browser has, and no more: `--all-features` writes types that browsers do not know yet.
const FLAGS: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Rewrites `wasm` in place.
///
/// # Errors
/// npm is missing, or wasm-opt failed; the file is as it was.
pub(crate) fn optimise(wasm: &Path) -> Result<(), Failure> {
    if !npm::present() {
        return Err(Failure::new("npm is not installed"));
    }
    let program = npm::ensure(BINARYEN)?.join("bin").join("wasm-opt");
    let smaller = wasm.with_extension("opt");
    let mut command = Command::new("node");
    command.arg(program).args(FLAGS).arg(wasm).arg("-o").arg(&smaller);
    run::logged(&mut command, &workspace::log("wasm-opt"), None)?;
    std::fs::rename(&smaller, wasm).map_err(|error| Failure::file(wasm, &error))
}
