//! docs/reference/diagnostics.md is made from the codes. `UPDATE_DOCS=1 cargo test -p catalog-schema --test reference`
//! writes it anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

use catalog_schema::diagnostic::codes;

fn page() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nWhat Sextant says of descriptors, by code. `sextant explain CODE` says the same.\n\n\
         This page is made from `catalog-schema/src/diagnostic/codes.rs`.\n\n\
         | code | severity | summary |\n| --- | --- | --- |\n",
    );
    for code in codes::ALL {
        let _ = writeln!(page, "| [{0}](#{0}) | {1} | {2} |", code.name, code.severity.as_str(), code.summary);
    }
    for code in codes::ALL {
        let _ = write!(
            page,
            "\n## {}\n\n{} ({})\n\n{}\n",
            code.name,
            code.summary,
            code.severity.as_str(),
            code.explanation
        );
    }
    page
}

#[test]
fn the_reference_page_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/diagnostics.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == page(),
        "{} is not current; run UPDATE_DOCS=1 cargo test -p catalog-schema --test reference",
        path.display()
    );
}

#[test]
fn every_code_is_listed_once_under_a_name_that_can_stand_in_an_address() {
    let mut names = HashSet::new();
    for code in codes::ALL {
        assert!(names.insert(code.name));
        assert!(code.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert_eq!(codes::find(code.name), Some(*code));
    }
    let declared = include_str!("../src/diagnostic/codes.rs").matches("pub static").count() - 1;
    assert_eq!(names.len(), declared, "a code is declared, but not in ALL");
}
