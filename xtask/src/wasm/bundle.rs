//! The whole way from source to target/web.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::interrupt;
use crate::wasm::toolchain::{self, Compiler, Source};
use crate::wasm::{compile, inputs, islands, optimise};
use crate::workspace;

const WASM: &str = "web_bg.wasm";
/// The two files that the server embeds.
const FILES: [&str; 2] = ["web.js", WASM];

/// A bundle in target/web.
#[derive(Debug)]
pub(crate) struct Bundle {
    exports: Vec<String>,
}

impl Bundle {
    /// Fails when a page of `binary` would ask for an island by another name than the bundle has.
    pub(crate) fn fits(&self, binary: &Path) -> Result<(), Failure> {
        islands::known_to(binary, &islands::exported(self.exports.iter().map(String::as_str)))
    }
}

/// Builds the bundle, unless it is there and nothing changed, with a compiler of `from` or of where there is one.
///
/// # Errors
/// No compiler for wasm, or the source does not compile, or the result is not what the source says.
pub(crate) fn build(from: Option<Source>) -> Result<Bundle, Failure> {
    let inputs = inputs::fingerprint()?;
    match unchanged(&inputs) {
        Some(bundle) if from.is_none() => Ok(bundle),
        _ => make(find_compiler(from)?, &inputs),
    }
}

/// Builds the bundle if there is a compiler for it; otherwise says why not in one line, and pages come without islands.
///
/// # Errors
/// The source does not compile, or the result is not what the source says.
pub(crate) fn build_or_go_on() -> Result<Option<Bundle>, Failure> {
    let inputs = inputs::fingerprint()?;
    if let Some(bundle) = unchanged(&inputs) {
        return Ok(Some(bundle));
    }
    match find_compiler(None) {
        Ok(compiler) => make(compiler, &inputs).map(Some),
        Err(failure) => {
            interrupt::check()?;
            // A bundle of older source would not fit the pages of newer source.
            remove();
            eprintln!("      pages come without islands: {}", failure.message());
            Ok(None)
        }
    }
}

fn find_compiler(from: Option<Source>) -> Result<Compiler, Failure> {
    toolchain::find(from).map_err(|failure| {
        Failure::new(format!("no compiler for the web bundle: {}", failure.message()))
            .help(format!("rustup target add {}", toolchain::TARGET))
    })
}

fn make(compiler: Compiler, inputs: &str) -> Result<Bundle, Failure> {
    remove();
    let wasm = compile::compile(compiler)?;
    let fresh = workspace::target().join("wasm").join("bundle");
    workspace::make_dir(&fresh)?;
    let exports = compile::bindgen(&wasm, &fresh)?;
    let names = islands::exported(exports.iter().map(String::as_str));
    islands::compare(&islands::declared(&workspace::root().join("web").join("src"))?, &names)?;
    if let Err(failure) = optimise::optimise(&fresh.join(WASM)) {
        interrupt::check()?;
        eprintln!("      bundle left at its full size: {}", failure.message().lines().next().unwrap_or_default());
    }
    publish(&fresh)?;
    eprintln!("      {} in target/web: {}", count(names.len()), sizes());
    write(&record(), &format!("{inputs}\n{}\n", exports.join("\n")))?;
    Ok(Bundle { exports })
}

fn output() -> PathBuf {
    workspace::target().join("web")
}

/// What the bundle in target/web was made from, and its exports, one per line.
fn record() -> PathBuf {
    workspace::target().join("wasm").join("bundle.record")
}

fn unchanged(inputs: &str) -> Option<Bundle> {
    let text = fs::read_to_string(record()).ok()?;
    let mut lines = text.lines();
    let same = lines.next()? == inputs && FILES.iter().all(|file| output().join(file).is_file());
    if !same {
        return None;
    }
    eprintln!("      nothing changed since the last bundle");
    Some(Bundle { exports: lines.map(str::to_owned).collect() })
}

fn remove() {
    for path in FILES.iter().map(|file| output().join(file)).chain([record()]) {
        // What is not there needs no removing.
        let _absent = fs::remove_file(path);
    }
}

fn publish(fresh: &Path) -> Result<(), Failure> {
    workspace::make_dir(&output())?;
    for file in FILES {
        let to = output().join(file);
        fs::copy(fresh.join(file), &to).map_err(|error| Failure::file(&to, &error))?;
    }
    Ok(())
}

fn sizes() -> String {
    let size = |file: &str| fs::metadata(output().join(file)).map_or(0, |found| found.len());
    FILES.iter().map(|file| format!("{file} {} KB", size(file).div_ceil(1000))).collect::<Vec<_>>().join(", ")
}

fn count(islands: usize) -> String {
    if islands == 1 { "1 island".to_owned() } else { format!("{islands} islands") }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}
