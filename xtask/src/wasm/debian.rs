//! Debian's compiler for the wasm target.
//!
//! Debian ships a current rustc with the source of its standard library, for building browsers. `-Zbuild-std` makes a
//! wasm standard library from that source, so nothing has to come from rustup's servers. It is used for the bundle
//! alone, by its full path; the active toolchain builds everything else.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process::run;
use crate::tools::{apt, path};
use crate::workspace;

/// Debian's cargo.
pub(crate) const CARGO: &str = "/usr/bin/cargo";
/// Debian's compiler.
pub(crate) const RUSTC: &str = "/usr/bin/rustc";
const LINKER: &str = "/usr/bin/rust-lld";
const LIBRARY_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// Makes sure of compiler, library source and linker.
pub(crate) fn ensure() -> Result<(), Failure> {
    let missing = |program: &str| !path::is_program(Path::new(program));
    if missing(CARGO) || missing(RUSTC) || !Path::new(LIBRARY_SOURCE).is_file() || fs::read_link(LINKER).is_err() {
        apt::install(&PACKAGES)?;
    }
    if missing(LINKER) {
        apt::install(&[linker_package(Path::new(LINKER))?.as_str()])?;
    }
    recent_enough()
}

/// The package that holds what /usr/bin/rust-lld points to. The compiler's packages bring the link and leave out the
/// linker; its name carries the LLVM version that this compiler was built with, so it is read from the link.
fn linker_package(link: &Path) -> Result<String, Failure> {
    let target = fs::read_link(link).map_err(|error| Failure::file(link, &error))?;
    let package = package_of(&target)
        .ok_or_else(|| Failure::new(format!("{} points to {}: no known LLVM", link.display(), target.display())))?;
    if apt::knows(&package) { Ok(package) } else { Err(Failure::new(format!("apt has no package {package}"))) }
}

fn package_of(target: &Path) -> Option<String> {
    let text = target.to_string_lossy();
    let version = ["llvm-", "lld-"].iter().find_map(|word| {
        let digits: String = text.split(word).nth(1)?.chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    })?;
    Some(format!("lld-{version}"))
}

/// Older Debian releases have a compiler by the same name that cannot read this workspace.
fn recent_enough() -> Result<(), Failure> {
    let printed = run::capture(Command::new(RUSTC).arg("--version"))?;
    let metadata = workspace::metadata()?;
    let wanted = metadata["packages"][0]["rust_version"].as_str().unwrap_or_default();
    let has = printed.split_whitespace().nth(1).unwrap_or_default();
    if numbers(has) >= numbers(wanted) {
        Ok(())
    } else {
        Err(Failure::new(format!("Debian's rustc is {has}, and the bundle needs {wanted}")))
    }
}

fn numbers(version: &str) -> Vec<u32> {
    version.split(['.', '-']).map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_linkers_package_is_read_from_the_link() {
        assert_eq!(package_of(Path::new("../lib/llvm-22/bin/lld")).as_deref(), Some("lld-22"));
        assert_eq!(package_of(Path::new("lld-19")).as_deref(), Some("lld-19"));
        assert_eq!(package_of(Path::new("/opt/rust/lld")), None);
    }

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("1.96.0") >= numbers("1.94"));
        assert!(numbers("1.100.0-nightly") >= numbers("1.94"));
        assert!(numbers("1.85.0") < numbers("1.94"));
    }
}
