//! One file, checked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalog_schema::companions::{Companion, DescriptorFile};
use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome};
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::fix::fix;
use catalog_schema::formats::backstage;
use catalog_schema::model::{EntityRef, Format};
use catalog_schema::references::{KnownEntities, dangling};
use catalog_schema::suppress::Suppressions;
use catalog_schema::vocabulary::{DescribedIn, Vocabulary, diagnose, missing};

use super::fix::{Repair, repair};
use super::places::{Candidate, Place};
use super::surroundings::{Locations, followed};
use crate::ingest::{Among, Surroundings, refusal};
use crate::sources::directory::{DirectoryFiles, read};
use crate::store::SourceSettings;

/// How every file is checked.
pub(super) struct Check<'a> {
    pub(super) options: DecodeOptions,
    pub(super) locations: Locations,
    pub(super) strict: bool,
    /// What the source may describe that the files are for, if one is named.
    pub(super) policy: Option<SourceSettings>,
    /// What references may lead to, if they are looked at.
    pub(super) known: Option<&'a KnownEntities>,
    /// What is defined of custom fields and types.
    pub(super) vocabulary: Vocabulary,
    pub(super) fix: bool,
    /// Fixes are shown, not written.
    pub(super) diff: bool,
    /// Whether the text is needed to say what is wrong with it.
    pub(super) keep_text: bool,
}

/// What one file, or one place that could not be looked at, comes to.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) shown: String,
    /// There is a descriptor in it, sound or broken, or a template of one.
    pub(super) descriptor: bool,
    pub(super) templates: usize,
    /// Files of the web that it names and nobody asked for.
    pub(super) unasked: usize,
    /// Its entities.
    pub(super) entities: Vec<Described>,
    /// Where it is, as far as it matters for what else describes its entities.
    pub(super) origin: Option<Origin>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) allowed: Vec<Diagnostic>,
    pub(super) suppressions: Suppressions,
    /// What it says, where that is needed.
    pub(super) text: Option<String>,
    /// What was, or would be, put right.
    pub(super) repair: Option<Repair>,
}

/// An entity that a file describes.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) entity: EntityRef,
    pub(super) format: Format,
    /// On which its document begins.
    pub(super) line: u32,
}

/// The place of a file among others.
#[derive(Debug)]
pub(super) struct Origin {
    location: Arc<Path>,
    within: String,
}

impl Origin {
    /// The directory of its repository.
    pub(super) fn repository(&self) -> PathBuf {
        self.location.join(DirectoryFiles::new(&self.location, 0).repository(&self.within))
    }
}

impl Check<'_> {
    /// Reads and checks what was found.
    ///
    /// Answers also the files that it leads to.
    pub(super) fn place(&self, place: Place) -> (Checked, Vec<Candidate>) {
        match place {
            Place::File(candidate) => self.file(candidate),
            Place::Problem(problem) => (Checked { diagnostics: vec![problem], ..Checked::default() }, Vec::new()),
        }
    }

    fn file(&self, candidate: Candidate) -> (Checked, Vec<Candidate>) {
        let limit = self.options.limits.file_bytes as u64;
        let mut bytes = match read(&candidate.path, candidate.shown.clone(), limit).content {
            Ok(bytes) => bytes,
            Err(problem) => {
                let checked = Checked { shown: candidate.shown, diagnostics: vec![*problem], ..Checked::default() };
                return (checked, Vec::new());
            }
        };
        let among = self.locations.decode(&candidate, &bytes, &self.options);
        let more = followed(&candidate, &among);
        let Among { repository, companions, decoded } = among;
        let unasked = companions.values().filter(|companion| **companion == Companion::Unasked).count();
        let file = DescriptorFile { path: &candidate.within, repository: &repository, companions: &companions };
        let fixed = if self.fix { fix(&file, &bytes, &self.options) } else { None };
        let repaired = fixed.map(|fixed| (repair(&candidate, &bytes, &fixed, self.diff), fixed));
        let (decoded, repair) = match repaired {
            Some((Ok(repair), fixed)) => {
                bytes = fixed.text.into_bytes();
                (self.locations.decode(&candidate, &bytes, &self.options).decoded, Some(repair))
            }
            Some((Err(failed), _)) => (decoded, Some(failed)),
            None => (decoded, None),
        };
        let origin = Origin { location: candidate.location, within: candidate.within };
        (Checked { origin: Some(origin), unasked, ..self.decoded(candidate.shown, bytes, decoded, repair) }, more)
    }

    fn decoded(&self, shown: String, bytes: Vec<u8>, mut decoded: DecodedFile, repair: Option<Repair>) -> Checked {
        let mut more = Vec::new();
        if self.strict {
            more.extend(backstage::strict(&shown, &bytes, &self.options));
        }
        if let Some(known) = self.known {
            more.extend(dangling(&shown, &bytes, &decoded, &self.options.limits, known));
        }
        let file = DescribedIn::new(&shown, &bytes);
        for document in &decoded.documents {
            if let DocumentOutcome::Entity(entity) = &document.outcome {
                let place = (&file, document.start_line);
                more.extend(diagnose(&self.vocabulary, entity, place, &self.options.limits));
                more.extend(missing(&self.vocabulary, entity, &shown, document.start_line));
            }
        }
        // Of this, a file cannot allow itself anything.
        if let Some(policy) = &self.policy {
            let refused = decoded.documents.iter().filter_map(|document| match &document.outcome {
                DocumentOutcome::Entity(entity) => refusal(policy, &entity.entity_ref(), &shown, document.start_line),
                _ => None,
            });
            decoded.diagnostics.extend(refused);
            decoded.diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        }
        let mut checked = Checked { descriptor: decoded.unreadable, repair, ..Checked::default() };
        if !more.is_empty() {
            let (allowed, left) = decoded.suppressions.apply(more);
            decoded.allowed.extend(allowed);
            decoded.diagnostics.extend(left);
            decoded.diagnostics.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        }
        for document in decoded.documents {
            match document.outcome {
                DocumentOutcome::Entity(entity) => {
                    checked.descriptor = true;
                    let (format, line) = (entity.format, document.start_line);
                    checked.entities.push(Described { entity: entity.entity_ref(), format, line });
                }
                DocumentOutcome::Template => {
                    checked.descriptor = true;
                    checked.templates += 1;
                }
                DocumentOutcome::Broken => checked.descriptor = true,
                DocumentOutcome::NotADescriptor | DocumentOutcome::Empty => {}
            }
        }
        // Diagnostics name the file as the user would from where he stands.
        for diagnostic in decoded.diagnostics.iter_mut().chain(&mut decoded.allowed) {
            diagnostic.file = Some(shown.clone());
        }
        let told = !decoded.diagnostics.is_empty() || !decoded.allowed.is_empty();
        checked.text = if self.keep_text && told { String::from_utf8(bytes).ok() } else { None };
        checked.shown = shown;
        checked.diagnostics = decoded.diagnostics;
        checked.allowed = decoded.allowed;
        checked.suppressions = decoded.suppressions;
        checked
    }
}
