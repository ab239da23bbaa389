//! docs/reference/diagnostics/ is made from the codes and their examples.
//! `UPDATE_DOCS=1 cargo test -p catalog-schema --test reference` writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use catalog_schema::diagnostic::{codes, examples, page};

fn index() -> String {
    let mut index = String::from(
        "# Diagnostics\n\nWhat Sextant says of descriptors, by code. `sextant explain CODE` says the same as a code's \
         page.\n\nThese pages are made from `catalog-schema/src/diagnostic/`.\n\n\
         | code | severity | summary |\n| --- | --- | --- |\n",
    );
    for code in codes::ALL {
        let _ = writeln!(index, "| [{0}]({0}.md) | {1} | {2} |", code.name, code.severity.as_str(), code.summary);
    }
    index
}

#[test]
fn the_reference_pages_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/diagnostics");
    let mut pages = BTreeMap::from([("README.md".to_owned(), index())]);
    pages.extend(codes::ALL.iter().map(|code| (format!("{}.md", code.name), page(code))));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, page) in &pages {
            fs::write(folder.join(name), page).unwrap();
        }
    }
    let advice = "run UPDATE_DOCS=1 cargo test -p catalog-schema --test reference";
    for (name, page) in &pages {
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(found == *page, "docs/reference/diagnostics/{name} is not current; {advice}");
    }
    let there: BTreeSet<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(there.iter().eq(pages.keys()), "there are pages of codes that are gone; {advice}");
}

#[test]
fn every_code_is_listed_once_under_a_name_that_can_stand_in_an_address() {
    let mut names = HashSet::new();
    for code in codes::ALL {
        assert!(names.insert(code.name));
        assert!(code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert_eq!(codes::find(code.name), Some(*code));
    }
    let files = [
        include_str!("../src/diagnostic/codes/catalog.rs"),
        include_str!("../src/diagnostic/codes/definitions.rs"),
        include_str!("../src/diagnostic/codes/entities.rs"),
        include_str!("../src/diagnostic/codes/files.rs"),
        include_str!("../src/diagnostic/codes/values.rs"),
    ];
    let declared: usize = files.iter().map(|file| file.matches("pub static").count()).sum();
    assert_eq!(names.len(), declared, "a code is declared, but not in ALL");
}

#[test]
fn every_code_has_an_example_in_the_order_of_the_codes() {
    let codes: Vec<_> = codes::ALL.iter().map(|code| code.name).collect();
    let examples: Vec<_> = examples::ALL.iter().map(|example| example.code).collect();
    assert_eq!(codes, examples, "src/diagnostic/examples/mod.rs says how to add one");
}
