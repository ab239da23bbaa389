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
pub(super) struct Files {
    /// Relative to the directory.
    pub(super) files: Vec<PushedFile>,
    /// The file, as the user would name it, and the line in which each entity is described.
    pub(super) places: HashMap<String, (String, u32)>,
    /// What is wrong with the files, by file, line, code and message.
    pub(super) known: HashSet<Known>,
}

/// A problem by file, line, code and message.
pub(super) type Known = (Option<String>, Option<u32>, String, String);

/// What tells a problem from others.
pub(super) fn known(diagnostic: &Diagnostic) -> Known {
    let Diagnostic { file, line, code, message, .. } = diagnostic;
    (file.clone(), *line, code.clone().into_owned(), message.clone())
}

impl Files {
    /// Reads everything below a directory that a portal would read there.
    pub(super) fn below(base: &Path, options: &DecodeOptions) -> Result<Self, DryRunError> {
        let mut next: Vec<String> = Vec::new();
        let walked = walk(base, base, &mut |found| {
            if let Found::File(file) = found {
                next.push(file.path);
            }
        });
        walked.map_err(|source| DryRunError::Read { path: base.to_owned(), source })?;
        let limit = options.limits.file_bytes as u64;
        let around = DirectoryFiles::new(base, limit);
        let mut files = Self::default();
        let mut contents: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut seen: BTreeSet<String> = next.iter().cloned().collect();
        while let Some(path) = next.pop() {
            // What cannot be read here is no text, or too large: the check says so.
            let Ok(bytes) = read(&base.join(&path), path.clone(), limit).content else { continue };
            let among = decode_among(&path, &bytes, options, &around, Companions::new(), None);
            for (named, companion) in among.companions {
                let content = match companion {
                    Companion::Bytes(bytes) => String::from_utf8(bytes.to_vec()).ok().map(Some),
                    Companion::Absent => Some(None),
                    Companion::Listing(_) | Companion::Refused(_) => None,
                };
                if let Some(content) = content {
                    contents.entry(named).or_insert(content);
                }
            }
            next.extend(among.decoded.descriptors.into_iter().filter(|path| seen.insert(path.clone())));
            files.known.extend(among.decoded.diagnostics.iter().map(known));
            let shown = from_here(&base.join(&path));
            for document in among.decoded.documents {
                if let DocumentOutcome::Entity(entity) = document.outcome {
                    let place = (shown.clone(), document.start_line);
                    files.places.entry(entity.entity_ref().to_string()).or_insert(place);
                }
            }
            if let Ok(text) = String::from_utf8(bytes) {
                contents.insert(path, Some(text));
            }
        }
        files.files = contents.into_iter().map(|(path, content)| PushedFile { path, content }).collect();
        Ok(files)
    }
}

/// A path as the user would name it from where he stands.
pub(super) fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    let path: PathBuf = path.strip_prefix(&here).unwrap_or(path).to_owned();
    path.to_string_lossy().into_owned()
}
