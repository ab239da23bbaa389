//! What an index directory holds, seen without the writer: also while a server writes to it.

use std::path::Path;

use tantivy::Index;

use super::index::committed;
use super::reader::manual_reader;
use super::{Committed, SearchError};

/// What an index directory holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexState {
    /// No index.
    Missing,
    /// An index of another layout, which a server builds anew.
    OtherLayout,
    /// This state of the catalog.
    Holds {
        /// Which.
        committed: Committed,
        /// How many documents, one an entity.
        documents: u64,
    },
}

/// Says what an index directory holds. Every part of the index is opened for it.
///
/// # Errors
/// If there is an index that cannot be read.
pub fn look(directory: &Path) -> Result<IndexState, SearchError> {
    if !directory.join("meta.json").try_exists()? {
        return Ok(IndexState::Missing);
    }
    let index = Index::open_in_dir(directory)?;
    let Some(committed) = committed(&index)? else { return Ok(IndexState::OtherLayout) };
    let documents = manual_reader(&index)?.searcher().num_docs();
    Ok(IndexState::Holds { committed, documents })
}
