//! What was found in all files together.

use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::diagnostic::{Code, Diagnostic, Severity, codes};
use catalog_schema::model::EntityRef;

use super::arguments::{Arguments, Format};
use super::file::Checked;
use super::fix::Repair;
use super::output::Output;
use crate::cli::Exit;

/// What was found so far, and where it is printed.
pub(super) struct Report<'a> {
    arguments: &'a Arguments,
    output: Output,
    counts: Counts,
    /// Where each reference was first described.
    places: HashMap<EntityRef, (Arc<str>, u32)>,
}

#[derive(Default)]
struct Counts {
    files: usize,
    entities: usize,
    templates: usize,
    errors: usize,
    warnings: usize,
    allowed: usize,
    fixable: usize,
    fixed: usize,
    /// Files that could not be written.
    failed: usize,
}

impl<'a> Report<'a> {
    pub(super) fn new(arguments: &'a Arguments) -> Self {
        let output = Output::open(arguments.format, arguments.server.as_deref());
        Self { arguments, output, counts: Counts::default(), places: HashMap::new() }
    }

    /// Adds a file and prints what is wrong with it.
    pub(super) fn add(&mut self, mut checked: Checked) {
        self.counts.files += usize::from(checked.descriptor);
        self.counts.entities += checked.entities.len();
        self.counts.templates += checked.templates;
        let twice = self.described_before(&checked.shown, &checked.entities);
        let (allowed, twice) = checked.suppressions.apply(twice);
        checked.allowed.extend(allowed);
        checked.diagnostics.extend(twice);
        checked.diagnostics.extend(checked.suppressions.unused(&checked.shown, |code| self.looks_for(code)));
        for diagnostic in &checked.diagnostics {
            match diagnostic.severity {
                Severity::Error => self.counts.errors += 1,
                Severity::Warning => self.counts.warnings += 1,
                Severity::Info => {}
            }
            self.counts.fixable += usize::from(diagnostic.fix.is_some());
        }
        self.counts.allowed += checked.allowed.len();
        if let Some(repair) = &checked.repair {
            self.repaired(repair);
        }
        // A log for a service that keeps track of problems names those that are allowed, too.
        if self.arguments.show_suppressed || self.arguments.format == Format::Sarif {
            checked.diagnostics.append(&mut checked.allowed);
            checked.diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        }
        if !self.arguments.diff {
            self.output.diagnostics(&checked.diagnostics, checked.text.as_deref());
        }
    }

    /// Entities that an earlier document describes already.
    fn described_before(&mut self, shown: &str, entities: &[(EntityRef, u32)]) -> Vec<Diagnostic> {
        let file: Arc<str> = shown.into();
        let mut twice = Vec::new();
        for (entity, line) in entities {
            let Some((first, first_line)) = self.places.get(entity) else {
                self.places.insert(entity.clone(), (Arc::clone(&file), *line));
                continue;
            };
            let message = format!("{entity} is already described by {first} line {first_line}");
            twice.push(
                Diagnostic::new(&codes::DUPLICATE_ENTITY, message)
                    .with_help("rename one of the two, or delete the one that is out of date")
                    .in_file(shown)
                    .at(*line, 1),
            );
        }
        twice
    }

    /// Whether problems of this kind are looked for at all; what allows others need not go.
    fn looks_for(&self, code: &Code) -> bool {
        let backstage = code.name.starts_with("backstage-");
        let references = code.name == codes::DANGLING_REFERENCE.name;
        !(backstage && self.arguments.strict.is_none()
            || references && !self.arguments.references && self.arguments.server.is_none())
    }

    fn repaired(&mut self, repair: &Repair) {
        match repair {
            Repair::Written(done) => {
                self.counts.fixed += done.len();
                for diagnostic in done {
                    let place = |number: Option<u32>| number.map_or_else(String::new, |number| format!(":{number}"));
                    let file = diagnostic.file.as_deref().unwrap_or_default();
                    let fix = diagnostic.fix.as_ref().map(|fix| fix.description.as_str()).unwrap_or_default();
                    let (line, column) = (place(diagnostic.line), place(diagnostic.column));
                    eprintln!("fixed {file}{line}{column}: {}: {fix}", diagnostic.code);
                }
            }
            Repair::Shown(done, diff) => {
                self.counts.fixed += done.len();
                self.output.text(diff);
            }
            Repair::Failed(message) => {
                self.counts.failed += 1;
                eprintln!("error: {message}");
            }
        }
    }

    /// Prints the sums, where a person reads, and says how the command ends.
    pub(super) fn finish(self) -> Exit {
        let summary = self.counts.summary(self.arguments);
        self.output.close();
        if !matches!(self.arguments.format, Format::Json | Format::Sarif) {
            eprintln!("{summary}");
        }
        match &self.counts {
            Counts { failed: 1.., .. } => Exit::Outside,
            Counts { errors: 1.., .. } => Exit::Found,
            Counts { fixed: 1.., .. } if self.arguments.diff => Exit::Found,
            _ => Exit::Ok,
        }
    }
}

impl Counts {
    fn summary(&self, arguments: &Arguments) -> String {
        let mut summary =
            format!("checked {}: {}", plural(self.files, "descriptor file"), noun(self.entities, "entity", "entities"));
        if self.templates > 0 {
            summary.push_str(&format!(", {}", plural(self.templates, "template")));
        }
        summary.push_str(&format!("; {}, {}", plural(self.errors, "error"), plural(self.warnings, "warning")));
        if self.allowed > 0 {
            summary.push_str(&format!("; {} allowed by their files", self.allowed));
        }
        match (arguments.fix, arguments.diff) {
            (true, true) => summary.push_str(&format!("; {} would be fixed", self.fixed)),
            (true, false) => summary.push_str(&format!("; {} fixed", self.fixed)),
            _ if self.fixable > 0 => summary.push_str(&format!("; {} can be fixed with --fix", self.fixable)),
            _ => {}
        }
        summary
    }
}

fn plural(count: usize, what: &str) -> String {
    noun(count, what, &format!("{what}s"))
}

fn noun(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
