//! Turns the compiled wasm of the `web` crate into what a browser loads: `web.js` and `web_bg.wasm`.
//!
//! It is a program of its own because its dependency takes longer to compile than all of xtask, and most xtask
//! commands never need it. Its version is pinned to the one of `wasm-bindgen` in the workspace: the two halves
//! share a format that changes with every release.

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [wasm, output] = arguments.as_slice() else {
        eprintln!("usage: xtask-bindgen WASM OUTPUT_DIR");
        return ExitCode::from(2);
    };
    match generate(wasm, output) {
        Ok(exports) => {
            for name in exports {
                println!("{name}");
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the bundle and returns the names that the wasm module exports, one island among them per hydrate function.
fn generate(wasm: &PathBuf, output: &PathBuf) -> Result<Vec<String>, String> {
    let mut bindgen = Bindgen::new();
    let configured = bindgen.input_path(wasm).out_name("web").typescript(false).web(true);
    let mut bundle = configured
        .and_then(|bindgen| bindgen.remove_name_section(true).remove_producers_section(true).generate_output())
        .map_err(|error| format!("{}: {error:#}", wasm.display()))?;
    let extra = bundle.snippets().values().map(Vec::len).sum::<usize>() + bundle.local_modules().len();
    if extra > 0 {
        return Err(format!("{extra} JavaScript snippets would lie beside web.js, and the server embeds web.js alone"));
    }
    let exports = bundle.wasm().exports.iter().map(|export| export.name.clone()).collect();
    bundle.emit(output).map_err(|error| format!("{}: {error:#}", output.display()))?;
    Ok(exports)
}
