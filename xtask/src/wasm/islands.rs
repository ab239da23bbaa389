//! Checks that every island of the source can come alive in the browser.
//!
//! Two things go wrong without a word from the compiler: the linker drops the hydrate functions of a crate that is
//! only named, and two compilers give an island two names. Either way the page looks right and answers no click.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use memchr::memmem;

use crate::failure::Failure;

/// The names of all functions marked `#[island]` below `folder`.
pub(crate) fn declared(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    let entries = fs::read_dir(folder).map_err(|error| Failure::file(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Failure::file(folder, &error))?.path();
        if path.is_dir() {
            found.extend(declared(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
            found.extend(declared_in(&text));
        }
    }
    Ok(found)
}

fn declared_in(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut marked = false;
    for line in text.lines().map(str::trim_start) {
        marked |= line.starts_with("#[island]") || line.starts_with("#[island(");
        if !marked || line.starts_with("//") {
            continue;
        }
        let name: Option<String> = line.split("fn ").nth(1).map(|rest| {
            rest.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
        });
        if let Some(name) = name {
            found.push(name);
            marked = false;
        }
    }
    found
}

/// The exports that hydrate islands: leptos names them by component and a number.
pub(crate) fn exported<'a>(exports: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    exports.into_iter().filter(|export| component_of(export).is_some()).collect()
}

fn component_of(export: &str) -> Option<&str> {
    let (name, number) = export.rsplit_once('_')?;
    let is_component = name.starts_with(|first: char| first.is_ascii_uppercase());
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    (is_component && is_number).then_some(name)
}

/// Every island of the source has its function in the wasm, and the other way round.
pub(crate) fn compare(declared: &BTreeSet<String>, exports: &[&str]) -> Result<(), Failure> {
    let hydrated: BTreeSet<String> =
        exports.iter().filter_map(|export| component_of(export)).map(str::to_owned).collect();
    if *declared == hydrated {
        return Ok(());
    }
    let list = |names: Vec<&String>| {
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ")
        }
    };
    Err(Failure::new(format!(
        "the islands of web/src and of the wasm differ: missing in the wasm: {}; unknown to the source: {}",
        list(declared.difference(&hydrated).collect()),
        list(hydrated.difference(declared).collect()),
    )))
}

/// Every hydrate function of the bundle is asked for by name in the server's pages.
///
/// # Errors
/// A name that the binary does not contain: its islands would stay dead.
pub(crate) fn known_to(binary: &Path, exports: &[&str]) -> Result<(), Failure> {
    let content = fs::read(binary).map_err(|error| Failure::file(binary, &error))?;
    let dead: Vec<&str> =
        exports.iter().copied().filter(|export| memmem::find(&content, export.as_bytes()).is_none()).collect();
    if dead.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("the server does not ask for {}: these islands would not come alive", dead.join(", ")))
        .help("the two compilers name islands differently; remove target/web to start without islands"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn islands_are_found_behind_docs_and_other_attributes() {
        let text = "\
            /// Says #[island] in its docs.\n\
            #[island]\n\
            #[allow(dead_code)]\n\
            pub fn CommandPalette(first: u32) -> impl IntoView {}\n\
            #[component]\n\
            fn Plain() {}\n\
            \x20   #[island(lazy)]\n\
            \x20   pub(crate) fn Facet() {}\n";
        assert_eq!(declared_in(text), ["CommandPalette", "Facet"]);
    }

    #[test]
    fn an_island_that_the_linker_dropped_is_a_failure_by_name() {
        let exports = exported(["memory", "__wbindgen_malloc", "hydrate", "Facet_123"]);
        assert_eq!(exports, ["Facet_123"]);
        assert!(compare(&names(&["Facet"]), &exports).is_ok());
        let failure = compare(&names(&["Facet", "CommandPalette"]), &exports).unwrap_err();
        assert!(failure.message().contains("missing in the wasm: CommandPalette"), "{failure}");
    }

    #[test]
    fn an_island_that_no_page_asks_for_is_a_failure_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let binary = folder.path().join("server");
        fs::write(&binary, b"\x7fELF..Facet_123..").unwrap();
        assert!(known_to(&binary, &["Facet_123"]).is_ok());
        let failure = known_to(&binary, &["Facet_124"]).unwrap_err();
        assert!(failure.message().contains("Facet_124"), "{failure}");
    }
}
