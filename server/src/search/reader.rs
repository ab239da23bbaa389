//! The index as of one commit.

use std::fmt;

use tantivy::{Index, IndexReader, ReloadPolicy, Searcher};

use super::SearchError;
use super::fields::{Fields, register_analyzers, schema};
use super::hints::Hints;

/// A snapshot of the index; later commits do not show in it. Cheap to clone.
#[derive(Clone)]
pub struct SearchReader {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) hints: Hints,
}

impl SearchReader {
    /// A reader of an index without documents, for a catalog that has none yet.
    ///
    /// # Errors
    /// [`SearchError::Index`] where memory or threads run out.
    pub fn empty() -> Result<Self, SearchError> {
        let (schema, fields) = schema();
        let index = Index::create_in_ram(schema);
        register_analyzers(&index);
        Ok(Self { searcher: manual_reader(&index)?.searcher(), fields, hints: Hints::default() })
    }

    /// How many documents there are.
    pub fn document_count(&self) -> u64 {
        self.searcher.num_docs()
    }
}

/// A reader that moves on only when told to.
pub(super) fn manual_reader(index: &Index) -> tantivy::Result<IndexReader> {
    index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()
}

impl fmt::Debug for SearchReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchReader").field("documents", &self.document_count()).finish_non_exhaustive()
    }
}
