//! `sextant check`.

use std::collections::HashMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode};
use catalog_schema::diagnostic::{Diagnostic, Severity, codes, concise, human, json};
use catalog_schema::formats::backstage;
use catalog_schema::model::EntityRef;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Exit;
use crate::sources::directory::{FoundFile, list, read};

/// What to check and how to say it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and directories; the current directory if none is named.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Also say what another product would refuse.
    #[arg(long, value_enum)]
    strict: Option<Strict>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// With excerpt and help, for people.
    Human,
    /// One line each, for editors.
    Concise,
    /// One JSON object a line, for programs.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Strict {
    /// What Backstage's catalog refuses.
    Backstage,
}

/// What was found so far.
#[derive(Debug, Default)]
struct Report {
    files: usize,
    entities: usize,
    templates: usize,
    errors: usize,
    warnings: usize,
    /// Where each reference was first described.
    places: HashMap<EntityRef, String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let options = DecodeOptions::default();
    let mut report = Report::default();
    for path in &arguments.paths {
        let files = match find(path) {
            Ok((files, problems)) => {
                report.print(&problems, arguments.format);
                files
            }
            Err(error) => {
                eprintln!("error: {} cannot be read: {error}", path.display());
                return Exit::Outside;
            }
        };
        let bar = progress(files.len());
        for file in files {
            let diagnostics = report.check(path, &file, &options, arguments.strict);
            bar.suspend(|| report.print(&diagnostics, arguments.format));
            bar.inc(1);
        }
        bar.finish_and_clear();
    }
    report.summary(arguments.format);
    if report.errors > 0 { Exit::Found } else { Exit::Ok }
}

fn find(path: &Path) -> std::io::Result<(Vec<FoundFile>, Vec<Diagnostic>)> {
    if path.is_file() {
        // A file that is named is checked whatever it is called.
        let shown = path.to_string_lossy().into_owned();
        return Ok((vec![FoundFile { path: shown, absolute: path.to_owned(), stamp: None }], Vec::new()));
    }
    let listing = list(path, path)?;
    let problems = listing.problems.into_iter().chain(listing.unlisted).map(|(_, diagnostic)| diagnostic).collect();
    Ok((listing.files, problems))
}

/// A bar on a terminal when there is something to wait for.
fn progress(files: usize) -> ProgressBar {
    if files < 500 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:32} {pos}/{len} files  {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl Report {
    fn check(
        &mut self,
        root: &Path,
        file: &FoundFile,
        options: &DecodeOptions,
        strict: Option<Strict>,
    ) -> Vec<Diagnostic> {
        // Diagnostics name the file as the user would from where he stands.
        let shown = if root.is_file() || root == Path::new(".") {
            file.path.clone()
        } else {
            root.join(&file.path).to_string_lossy().into_owned()
        };
        let read = read(&file.absolute, shown.clone(), options.limits.file_bytes as u64);
        let bytes = match read.content {
            Ok(bytes) => bytes,
            Err(diagnostic) => return vec![*diagnostic],
        };
        let decoded = decode(&shown, &bytes, options);
        let mut diagnostics = decoded.diagnostics.clone();
        if matches!(strict, Some(Strict::Backstage)) {
            diagnostics.extend(backstage::strict(&shown, &bytes, options));
        }
        self.count(&shown, &decoded, &mut diagnostics);
        diagnostics
    }

    fn count(&mut self, shown: &str, decoded: &DecodedFile, diagnostics: &mut Vec<Diagnostic>) {
        let mut descriptor = decoded.unreadable;
        for document in &decoded.documents {
            match &document.outcome {
                DocumentOutcome::Entity(entity) => {
                    descriptor = true;
                    self.entities += 1;
                    let place = format!("{shown} line {}", document.start_line);
                    if let Some(first) = self.places.get(&entity.entity_ref()) {
                        let message = format!("{} is already described by {first}", entity.entity_ref());
                        diagnostics.push(
                            Diagnostic::new(&codes::DUPLICATE_ENTITY, message)
                                .with_help("rename one of the two, or delete the one that is out of date")
                                .in_file(shown)
                                .at(document.start_line, 1),
                        );
                    } else {
                        self.places.insert(entity.entity_ref(), place);
                    }
                }
                DocumentOutcome::Template => {
                    descriptor = true;
                    self.templates += 1;
                }
                DocumentOutcome::Broken => descriptor = true,
                DocumentOutcome::NotADescriptor | DocumentOutcome::Empty => {}
            }
        }
        self.files += usize::from(descriptor);
    }

    fn print(&mut self, diagnostics: &[Diagnostic], format: Format) {
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => {}
            }
        }
        if diagnostics.is_empty() {
            return;
        }
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let text = match format {
            Format::Human => human(diagnostics, color),
            Format::Concise => concise(diagnostics),
            Format::Json => json(diagnostics),
        };
        // A reader that has seen enough may close the pipe.
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    fn summary(&self, format: Format) {
        if matches!(format, Format::Json) {
            return;
        }
        let templates =
            if self.templates > 0 { format!(", {}", plural(self.templates, "template")) } else { String::new() };
        eprintln!(
            "checked {}: {}{templates}; {}, {}",
            plural(self.files, "descriptor file"),
            entities(self.entities),
            plural(self.errors, "error"),
            plural(self.warnings, "warning"),
        );
    }
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn entities(count: usize) -> String {
    if count == 1 { "1 entity".to_owned() } else { format!("{count} entities") }
}
