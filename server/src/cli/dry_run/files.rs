//! The descriptors of a working tree and the files that they name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use catalog_schema::companions::{Companion, Companions};
use catalog_schema::decode::{DecodeOptions, DocumentOutcome};
use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::PushedFile;

use super::DryRunError;
use crate::ingest::decode_among;
use crate::sources::directory::{DirectoryFiles, Found, read, walk};

/// What is handed over, and what is known of it here.
#[derive(Debug, Default)]
pub(in crate::cli) struct Files {
    /// Relative to the directory.
    pub(in crate::cli) files: Vec<PushedFile>,
    /// The file, as the user would name it, and the line in which each entity is described.
    pub(in crate::cli) places: HashMap<String, (String, u32)>,
    /// What is wrong with the files, which are named as the user would, and what cannot be read.
    pub(in crate::cli) diagnostics: Vec<Diagnostic>,
    /// The same by file within the directory, line, code and message.
    known: HashSet<Known>,
}

/// A problem by file, line, code and message.
type Known = (Option<String>, Option<u32>, String, String);

/// What tells a problem from others.
fn known(diagnostic: &Diagnostic) -> Known {
    let Diagnostic { file, line, code, message, .. } = diagnostic;
    (file.clone(), *line, code.clone().into_owned(), message.clone())
}

impl Files {
    /// Reads the descriptors at these places of a directory, and the files that they name; `read_one` hears of each file
    /// that is looked at.
    pub(in crate::cli) fn at(
        base: &Path,
        places: &[PathBuf],
        options: &DecodeOptions,
        mut read_one: impl FnMut(),
    ) -> Result<Self, DryRunError> {
        let mut files = Self::default();
        let mut next: BTreeSet<String> = BTreeSet::new();
        for place in places {
            let walked = walk(base, place, &mut |found| match found {
                Found::File(file) => {
                    next.insert(file.path);
                }
                Found::Repository(_) | Found::Directory(..) => {}
                Found::Problem(path, problem) | Found::Unlisted(path, problem) => {
                    files.diagnostics.push(problem.in_file(from_here(&base.join(path))));
                }
            });
            walked.map_err(|source| DryRunError::Read { path: place.clone(), source })?;
        }
        let limit = options.limits.file_bytes as u64;
        let around = DirectoryFiles::new(base, limit);
        let mut contents: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut seen = next.clone();
        while let Some(path) = next.pop_first() {
            read_one();
            let shown = from_here(&base.join(&path));
            let bytes = match read(&base.join(&path), path.clone(), limit).content {
                Ok(bytes) => bytes,
                Err(problem) => {
                    files.diagnostics.push(problem.in_file(shown));
                    continue;
                }
            };
            let among = decode_among(&path, &bytes, options, &around, Companions::new(), None);
            for (named, companion) in among.companions {
                let content = match companion {
                    Companion::Bytes(bytes) => String::from_utf8(bytes.to_vec()).ok().map(Some),
                    Companion::Absent => Some(None),
                    Companion::Listing(_) | Companion::Refused(_) | Companion::Unasked | Companion::Unread(_) => None,
                };
                if let Some(content) = content {
                    contents.entry(named).or_insert(content);
                }
            }
            next.extend(among.decoded.descriptors.into_iter().filter(|path| seen.insert(path.clone())));
            files.known.extend(among.decoded.diagnostics.iter().map(known));
            files.diagnostics.extend(among.decoded.diagnostics.into_iter().map(|found| found.in_file(&shown)));
            let nothing =
                |outcome: &DocumentOutcome| matches!(outcome, DocumentOutcome::NotADescriptor | DocumentOutcome::Empty);
            let documents = &among.decoded.documents;
            let descriptor = among.decoded.unreadable || documents.iter().any(|document| !nothing(&document.outcome));
            for document in among.decoded.documents {
                if let DocumentOutcome::Entity(entity) = document.outcome {
                    let place = (shown.clone(), document.start_line);
                    files.places.entry(entity.entity_ref().to_string()).or_insert(place);
                }
            }
            // A repository has other files of YAML, and they are nobody's business.
            if let (true, Ok(text)) = (descriptor, String::from_utf8(bytes)) {
                contents.insert(path, Some(text));
            }
        }
        files.files = contents.into_iter().map(|(path, content)| PushedFile { path, content }).collect();
        Ok(files)
    }

    /// What of these problems, as a portal tells them of files in the folder `below` of a location, the files alone do not
    /// tell. Files are named as the user would.
    pub(in crate::cli) fn news(&self, base: &Path, below: &str, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let below = if below.is_empty() { String::new() } else { format!("{below}/") };
        let told = diagnostics.into_iter().filter_map(|mut diagnostic| {
            let within = |file: String| file.strip_prefix(&below).map(str::to_owned).unwrap_or(file);
            diagnostic.file = diagnostic.file.map(within);
            let is_new = !self.known.contains(&known(&diagnostic));
            diagnostic.file = diagnostic.file.map(|file| from_here(&base.join(file)));
            is_new.then_some(diagnostic)
        });
        told.collect()
    }
}

/// A path as the user would name it from where he stands.
fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let path: PathBuf = path.strip_prefix(&here).unwrap_or(path).to_owned();
    path.to_string_lossy().into_owned()
}
