//! The reading as a person at a terminal wants it.

use std::fmt::Write as _;

use super::reading::Reading;

/// The columns, and how wide each is.
const HEAD: &str =
    "format       files  documents  entities  templates  foreign  empty  broken  errors  warnings  notes\n";

/// Counts by format, then everything that became no entity.
pub(crate) fn report(reading: &Reading) -> String {
    let mut text = HEAD.to_owned();
    for (format, c) in &reading.formats {
        let _ = writeln!(
            text,
            "{format:<11}  {:>5}  {:>9}  {:>8}  {:>9}  {:>7}  {:>5}  {:>6}  {:>6}  {:>8}  {:>5}",
            c.files, c.documents, c.entities, c.templates, c.foreign, c.empty, c.broken, c.errors, c.warnings, c.notes
        );
    }
    let (entities, descriptors) = reading.share();
    let _ = writeln!(text, "\n{entities} of {descriptors} descriptors that are valid YAML became entities.");
    for (title, sound) in [("Valid YAML, but no entity:", true), ("No valid YAML:", false)] {
        let refused: Vec<_> = reading.refused.iter().filter(|refused| refused.sound == sound).collect();
        if !refused.is_empty() {
            let _ = writeln!(text, "\n{title}");
        }
        for refused in refused {
            let _ = writeln!(text, "  {} [{}] {}", refused.place, refused.code, refused.message);
        }
    }
    if !reading.foreign.is_empty() {
        let _ = writeln!(text, "\nFiles of other products under a descriptor's name:");
    }
    for name in &reading.foreign {
        let _ = writeln!(text, "  {name}");
    }
    let _ = writeln!(text, "\nDiagnostics by frequency:");
    for (code, severity, count) in reading.by_frequency() {
        let _ = writeln!(text, "  {count:>5}  {severity:<7}  {code}");
    }
    text
}

impl Reading {
    /// Codes with their severities and counts, the most frequent first.
    pub(super) fn by_frequency(&self) -> Vec<(&str, &'static str, usize)> {
        let mut codes: Vec<_> =
            self.codes.iter().map(|(code, (severity, count))| (code.as_str(), severity.as_str(), *count)).collect();
        codes.sort_by_key(|(code, _, count)| (std::cmp::Reverse(*count), *code));
        codes
    }
}
