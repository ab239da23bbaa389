//! The reading as docs/corpus.md.

use std::fmt::Write as _;

use super::reading::{Reading, Refused};

const HEAD: &str = "\
# What becomes of real descriptors

Sextant is tried on descriptor files of public repositories, as their authors wrote them. This page is made by
`cargo xtask corpus --write` from a folder of such files, which is not part of the repository; `cargo xtask corpus PATH`
prints the same of any other folder.

A document of a file is an *entity*; or the *template* of a descriptor, with places to fill; or *foreign*, some other
product's; or *empty*; or *broken*, in which case an error on its lines says why. *Notes* are diagnostics that ask for
nothing. References are not followed here, and files that descriptors name are not read.

";

/// The whole page.
pub(crate) fn page(reading: &Reading) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| format | files | documents | entities | templates | foreign | empty | broken | errors | warnings | notes |\n");
    text.push_str("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (format, c) in &reading.formats {
        let _ = writeln!(
            text,
            "| {format} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            c.files, c.documents, c.entities, c.templates, c.foreign, c.empty, c.broken, c.errors, c.warnings, c.notes
        );
    }
    let (entities, descriptors) = reading.share();
    let _ = writeln!(text, "\n{entities} of {descriptors} descriptors that are valid YAML became entities.");
    refused(&mut text, reading, "Valid YAML, but no entity", true);
    refused(&mut text, reading, "No valid YAML", false);
    text.push_str("\n## Files of other products under a descriptor's name\n\n");
    for name in &reading.foreign {
        let _ = writeln!(text, "- `{name}`");
    }
    text.push_str("\n## Diagnostics by frequency\n\n| count | severity | code |\n| ---: | --- | --- |\n");
    for (code, severity, count) in reading.by_frequency() {
        let _ = writeln!(text, "| {count} | {severity} | [{code}](reference/diagnostics/{code}.md) |");
    }
    text
}

fn refused(text: &mut String, reading: &Reading, title: &str, sound: bool) {
    let _ = writeln!(text, "\n## {title}\n");
    let mut none = true;
    for Refused { place, code, message, help, .. } in reading.refused.iter().filter(|refused| refused.sound == sound) {
        let _ = writeln!(text, "- `{place}`: {message} ([{code}](reference/diagnostics/{code}.md)). Told: {help}.");
        none = false;
    }
    if none {
        text.push_str("None.\n");
    }
}
