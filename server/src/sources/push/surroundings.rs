//! The files that were pushed with a descriptor.

use std::path::Path;
use std::sync::Arc;

use catalog_schema::companions::{Companion, is_pattern, matches};

use super::Given;
use crate::ingest::Surroundings;
use crate::sources::directory::is_candidate;

/// What was pushed, and nothing else: the location is one repository.
#[derive(Clone, Debug)]
pub(crate) struct PushedFiles(pub(crate) Arc<Given>);

impl PushedFiles {
    /// What was pushed of a file, or of those like a pattern; none where it is not among what was pushed.
    pub(crate) fn find(&self, path: &str, repository: &str) -> Option<Companion> {
        let is_within = |file: &str| {
            repository.is_empty() || file.strip_prefix(repository).is_some_and(|rest| rest.starts_with('/'))
        };
        let files = &self.0.files;
        if is_pattern(path) {
            let like = |file: &&String| matches(path, file) && is_within(file);
            let there = files.iter().filter(|(_, content)| content.is_some()).map(|(file, _)| file);
            // As a walk does it: what it comes to anyway need not be listed.
            let most = if is_candidate(Path::new(path)) { 1 } else { usize::MAX };
            return Some(Companion::Listing(there.filter(like).take(most).cloned().collect()));
        }
        match files.get(path) {
            Some(Some(bytes)) if is_within(path) => Some(Companion::Bytes(Arc::clone(bytes))),
            Some(None) => Some(Companion::Absent),
            _ => None,
        }
    }

    /// The answer for a file that was not pushed.
    pub(crate) fn missing() -> Companion {
        Companion::Refused("it was not handed over with the descriptor".to_owned())
    }
}

impl Surroundings for PushedFiles {
    fn repository(&self, _descriptor: &str) -> String {
        String::new()
    }

    fn read(&self, path: &str, repository: &str) -> Companion {
        self.find(path, repository).unwrap_or_else(Self::missing)
    }
}
