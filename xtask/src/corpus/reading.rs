//! Every file of a folder through the decoder, and what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode};
use catalog_schema::diagnostic::{Diagnostic, Severity};
use catalog_schema::formats::{has_descriptor_name, named_format};

use crate::failure::Failure;
use crate::files;

/// Codes of text that is no sound YAML, so that there is nothing to make an entity of.
const OF_YAML: [&str; 6] =
    ["invalid-yaml", "duplicate-key", "control-character", "not-utf8", "nesting-too-deep", "too-complex"];

/// Where files are counted that no format's name and no entity claims.
pub(super) const NO_FORMAT: &str = "no format";

/// What became of the files of one format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) files: usize,
    pub(super) documents: usize,
    pub(super) entities: usize,
    pub(super) templates: usize,
    /// Files of other products.
    pub(super) foreign: usize,
    pub(super) empty: usize,
    pub(super) broken: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) notes: usize,
}

/// A document of which no entity could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// The file below the folder, and the first line of the problem.
    pub(super) place: String,
    pub(super) code: String,
    pub(super) message: String,
    /// What the author is told to do.
    pub(super) help: String,
    /// It is valid YAML, so that an entity might have been made of it.
    pub(super) sound: bool,
}

/// What became of a folder of files.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(super) formats: BTreeMap<&'static str, Counts>,
    pub(super) refused: Vec<Refused>,
    /// Files that have a descriptor's name and are something else.
    pub(super) foreign: Vec<String>,
    /// How often each code was reported, and its severity.
    pub(super) codes: BTreeMap<String, (Severity, usize)>,
    /// What must never happen, with the file that it happened to.
    pub(super) faults: Vec<String>,
}

impl Reading {
    /// Reads every YAML file below `folder`.
    ///
    /// # Errors
    /// A folder or file cannot be read.
    pub(crate) fn of(folder: &Path) -> Result<Self, Failure> {
        let mut reading = Self::default();
        for path in files::below(folder, &[".git", "node_modules"])? {
            let yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
            if !yaml {
                continue;
            }
            let bytes = fs::read(&path).map_err(|error| Failure::file(&path, &error))?;
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
            match catch_unwind(|| decode(&name, &bytes, &DecodeOptions::default())) {
                Ok(decoded) => reading.add(&name, &decoded),
                Err(_) => reading.faults.push(format!("{name}: the decoder panicked")),
            }
        }
        Ok(reading)
    }

    /// Of the documents that are descriptors and valid YAML, how many became entities, and how many there are.
    pub(super) fn share(&self) -> (usize, usize) {
        let entities = self.formats.values().map(|counts| counts.entities).sum();
        (entities, entities + self.refused.iter().filter(|refused| refused.sound).count())
    }

    /// Whether the reader did what it promises.
    ///
    /// # Errors
    /// A panic, a document that was refused without a word, or fewer than 99 of 100 that became entities.
    pub(crate) fn verdict(&self) -> Result<(), Failure> {
        if !self.faults.is_empty() {
            return Err(Failure::new(self.faults.join("\n")));
        }
        let (entities, descriptors) = self.share();
        if entities * 100 < descriptors * 99 {
            return Err(Failure::new(format!("{entities} of {descriptors} sound descriptors became entities"))
                .help("99 of 100 should; teach the decoder of their format what the others say"));
        }
        Ok(())
    }

    fn add(&mut self, name: &str, decoded: &DecodedFile) {
        let entity_format = decoded.documents.iter().find_map(|document| match &document.outcome {
            DocumentOutcome::Entity(entity) => Some(entity.format),
            _ => None,
        });
        let file_format = entity_format.or_else(|| named_format(name)).map_or(NO_FORMAT, |format| format.as_str());
        let counts = self.formats.entry(file_format).or_default();
        counts.files += 1;
        for diagnostic in &decoded.diagnostics {
            let counter = match diagnostic.severity {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Info => &mut counts.notes,
            };
            *counter += 1;
            self.codes.entry(diagnostic.code.to_string()).or_insert((diagnostic.severity, 0)).1 += 1;
        }
        if decoded.unreadable {
            self.refuse(name, decoded.diagnostics.first());
        }
        let mut foreign = !decoded.documents.is_empty();
        for document in &decoded.documents {
            let format = match &document.outcome {
                DocumentOutcome::Entity(entity) => entity.format.as_str(),
                _ => file_format,
            };
            let counts = self.formats.entry(format).or_default();
            counts.documents += 1;
            foreign &= matches!(document.outcome, DocumentOutcome::NotADescriptor | DocumentOutcome::Empty);
            match &document.outcome {
                DocumentOutcome::Entity(_) => counts.entities += 1,
                DocumentOutcome::Template => counts.templates += 1,
                DocumentOutcome::NotADescriptor => counts.foreign += 1,
                DocumentOutcome::Empty => counts.empty += 1,
                DocumentOutcome::Broken => {
                    counts.broken += 1;
                    let within = document.start_line..=document.end_line;
                    let error = decoded.diagnostics.iter().find(|diagnostic| {
                        diagnostic.severity == Severity::Error
                            && diagnostic.line.is_some_and(|line| within.contains(&line))
                    });
                    self.refuse(name, error);
                }
            }
        }
        if foreign && has_descriptor_name(name) {
            self.foreign.push(name.to_owned());
        }
    }

    /// Notes a document or file that gave nothing, and the problem that says why.
    fn refuse(&mut self, name: &str, reason: Option<&Diagnostic>) {
        let Some(reason) = reason else {
            self.faults.push(format!("{name}: a document gave no entity, and no error on its lines says why"));
            return;
        };
        self.refused.push(Refused {
            place: format!("{name}:{}", reason.line.unwrap_or(1)),
            code: reason.code.to_string(),
            message: reason.message.clone(),
            help: reason.help.clone().unwrap_or_default(),
            sound: !OF_YAML.contains(&&*reason.code),
        });
    }
}
