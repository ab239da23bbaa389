//! What was found in all files together.

use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::diagnostic::{Code, Diagnostic, Severity, codes};
use catalog_schema::model::{self, EntityRef};
use serde_json::json;

use super::arguments::{Arguments, Format};
use super::file::{Checked, Described, Origin};
use super::fix::Repair;
use super::output::Output;
use crate::cli::Exit;
use crate::cli::dry_run::{Asked, Shape, findings, summary, told};

/// What was found so far, and where it is printed.
pub(super) struct Report<'a> {
    arguments: &'a Arguments,
    output: Output,
    counts: Counts,
    /// Where each reference was described; more than once where descriptors merge.
    places: HashMap<EntityRef, Vec<Before>>,
}

/// A description of an entity that was met before.
struct Before {
    file: Arc<(String, Option<Origin>)>,
    format: model::Format,
    line: u32,
}

impl Before {
    /// Whether the two are merged: formats of one repository that differ.
    fn merges(&self, other: &Self) -> bool {
        let repository = |one: &Self| one.file.1.as_ref().map(Origin::repository);
        self.format != other.format && (Arc::ptr_eq(&self.file, &other.file) || repository(self) == repository(other))
    }
}

#[derive(Default)]
struct Counts {
    files: usize,
    entities: usize,
    templates: usize,
    unasked: usize,
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
        self.counts.unasked += checked.unasked;
        let file = Arc::new((checked.shown.clone(), checked.origin.take()));
        let twice = self.described_before(&file, std::mem::take(&mut checked.entities));
        let (allowed, twice) = checked.suppressions.apply(twice);
        checked.allowed.extend(allowed);
        checked.diagnostics.extend(twice);
        checked.diagnostics.extend(checked.suppressions.unused(&checked.shown, |code| self.looks_for(code)));
        self.count(&checked.diagnostics);
        self.counts.fixable += checked.diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some()).count();
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

    pub(super) fn has_errors(&self) -> bool {
        self.counts.errors > 0
    }

    /// Prints what the files would change in a portal's catalog.
    pub(super) fn change(&mut self, asked: &Asked) {
        self.count(&asked.diagnostics);
        self.output.diagnostics(&asked.diagnostics, None);
        self.output.diagnostics(&findings(asked), None);
        match self.arguments.format {
            Format::Human => self.output.text(&told(asked, Shape::Human)),
            Format::Concise => self.output.text(&told(asked, Shape::Concise)),
            Format::Json => self.output.text(&format!("{}\n", json!({ "dry_run": asked.dry_run }))),
            Format::Github => {
                let told = format!("::notice title=what this would change::{}\n", summary(&asked.dry_run));
                self.output.text(&told);
            }
            Format::Sarif => {}
        }
    }

    /// Prints what a portal says is wrong with the files.
    pub(super) fn refused(&mut self, diagnostics: &[Diagnostic]) {
        self.count(diagnostics);
        self.output.diagnostics(diagnostics, None);
    }

    fn count(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.counts.errors += 1,
                Severity::Warning => self.counts.warnings += 1,
                Severity::Info => {}
            }
        }
    }

    /// Entities that an earlier document describes already, in a way that does not merge with this one.
    fn described_before(&mut self, file: &Arc<(String, Option<Origin>)>, entities: Vec<Described>) -> Vec<Diagnostic> {
        let mut twice = Vec::new();
        for Described { entity, format, line } in entities {
            let now = Before { file: Arc::clone(file), format, line };
            let before = self.places.entry(entity.clone()).or_default();
            let Some(first) = before.iter().find(|before| !before.merges(&now)) else {
                before.push(now);
                continue;
            };
            let message = format!("{entity} is already described by {} line {}", first.file.0, first.line);
            twice.push(
                Diagnostic::new(&codes::DUPLICATE_ENTITY, message)
                    .with_help("rename one of the two, or delete the one that is out of date")
                    .in_file(&file.0)
                    .at(line, 1),
            );
        }
        twice
    }

    /// Whether problems of this kind are looked for at all; what allows others need not go.
    fn looks_for(&self, code: &Code) -> bool {
        let backstage = code.name.starts_with("backstage-");
        let references = code.name == codes::DANGLING_REFERENCE.name;
        let definitions = [&codes::CUSTOM_FIELD_VALUE, &codes::MISSING_CUSTOM_FIELD, &codes::UNDEFINED_TYPE];
        let of_definitions = definitions.contains(&code);
        let unread = code.name == codes::UNREAD_ADDRESS.name;
        !(unread && !self.arguments.fetch
            || backstage && self.arguments.strict.is_none()
            || of_definitions && self.arguments.vocabulary.is_empty()
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
        if self.unasked > 0 {
            summary
                .push_str(&format!("; {} not asked for, as --fetch does", noun(self.unasked, "address", "addresses")));
        }
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
