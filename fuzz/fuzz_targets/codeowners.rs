//! CODEOWNERS: the first line is the directory that is asked for, the rest is the file.

#![no_main]

use catalog_schema::codeowners::CodeOwners;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (directory, text) = text.split_once('\n').unwrap_or(("", text));
    if let Some(rule) = CodeOwners::of(text).rule_for(directory) {
        assert!(rule.line as usize <= text.lines().count() && !rule.pattern.is_empty(), "{rule:?}");
    }
});
