//! The index's one writer.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{FutureResult, Index, IndexReader, IndexWriter, SegmentMeta, SegmentReader, TantivyError, Term};
use tokio::sync::watch;

use super::document::document;
use super::fields::{Fields, LAYOUT, register_analyzers, schema};
use super::hints::Hints;
use super::reader::manual_reader;
use super::{SearchError, SearchReader, UidKey};
use crate::background::gives_way;
use crate::live::change::{EntityChange, EntityVersion};

/// Memory of the writer before it writes a segment, over all its threads, in bytes.
const WRITER_MEMORY: usize = 50_000_000;
/// Segments that are merged by and by, as changes come: a search goes through each of them.
const FEW: usize = 2;
/// How the writer calls its threads that merge.
const MERGING: &str = "merge_thread";
/// Threads that make segments.
const WRITER_THREADS: usize = 2;

/// The search index on disk. Holds the only writer; lives as long as the server.
pub struct SearchIndex {
    writer: IndexWriter,
    reader: IndexReader,
    fields: Fields,
    hints: Hints,
    /// What was added since the index was last known to be empty, until the first commit: nothing else needs to be
    /// looked for when it is replaced, which a first load of a million entities is grateful for.
    fresh: Option<HashSet<Arc<str>>>,
    scattered: Scattered,
    /// Goes last, when the writer has let go of the directory.
    held: Option<watch::Sender<()>>,
}

/// Whether there are more segments than searching them is quick with.
enum Scattered {
    No,
    Yes,
    /// They are being merged. What waits for that cannot be shared between threads as it is.
    Merging(Mutex<FutureResult<Option<SegmentMeta>>>),
}

/// The state of the catalog that an index was last committed at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// The store's epoch.
    pub epoch: String,
    /// The catalog revision: everything up to it is in the index, nothing after it.
    pub revision: u64,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    layout: u32,
    #[serde(flatten)]
    committed: Committed,
}

/// The state that an index of this layout holds; none if it is of another.
pub(super) fn committed(index: &Index) -> tantivy::Result<Option<Committed>> {
    if index.schema() != schema().0 {
        return Ok(None);
    }
    let payload = index.load_metas()?.payload;
    let payload = payload.and_then(|payload| serde_json::from_str::<Payload>(&payload).ok());
    Ok(payload.filter(|payload| payload.layout == LAYOUT).map(|payload| payload.committed))
}

impl SearchIndex {
    /// Opens the index in `directory`, and says which state of the catalog it holds. An index that is missing, damaged
    /// or of another layout is begun anew, and holds none. Whatever else is in the directory goes with it.
    ///
    /// # Errors
    /// [`SearchError::InUse`] where another process has it open; others where the directory cannot be written.
    pub fn open(directory: &Path) -> Result<(Self, Option<Committed>), SearchError> {
        match Self::open_existing(directory) {
            Ok(Some((index, committed))) => return Ok((index, Some(committed))),
            Ok(None) => {}
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => return Err(SearchError::InUse),
            Err(error) => tracing::warn!(%error, "the search index cannot be used and is built anew"),
        }
        if directory.exists() {
            std::fs::remove_dir_all(directory)?;
        }
        std::fs::create_dir_all(directory)?;
        let storage = MmapDirectory::open(directory).map_err(TantivyError::from)?;
        let index = Index::open_or_create(storage, schema().0)?;
        let mut index = Self::new(&index)?;
        index.begin();
        Ok((index, None))
    }

    /// The index, if it is whole and of this layout.
    fn open_existing(directory: &Path) -> tantivy::Result<Option<(Self, Committed)>> {
        if !directory.join("meta.json").exists() {
            return Ok(None);
        }
        let index = Index::open_in_dir(directory)?;
        let Some(committed) = committed(&index)? else { return Ok(None) };
        // The lock comes first: another process may be writing.
        let opened = Self::new(&index)?;
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            tracing::warn!(?damaged, "the search index is damaged and is built anew");
            return Ok(None);
        }
        Ok(Some((opened, committed)))
    }

    fn new(index: &Index) -> tantivy::Result<Self> {
        register_analyzers(index);
        let writer = index.writer_with_num_threads(WRITER_THREADS, WRITER_MEMORY)?;
        let reader = manual_reader(index)?;
        let hints = Hints::new(&reader.searcher(), &Hints::default());
        let scattered = if reader.searcher().segment_readers().len() > FEW { Scattered::Yes } else { Scattered::No };
        if matches!(scattered, Scattered::Yes) {
            writer.set_merge_policy(Box::new(NoMergePolicy));
        }
        Ok(Self { writer, reader, fields: schema().1, hints, fresh: None, scattered, held: None })
    }

    /// Lets go of this once it is closed: whoever waits for the channel's end learns that the directory is free.
    #[must_use]
    pub(crate) fn holding(mut self, held: watch::Sender<()>) -> Self {
        self.held = Some(held);
        self
    }

    /// Takes changes in; they show after the next [`SearchIndex::commit`].
    ///
    /// # Errors
    /// [`SearchError::Index`] where the writer failed; the index should then be opened again.
    pub fn apply(&mut self, changes: &[EntityChange]) -> Result<(), SearchError> {
        for change in changes {
            match change {
                EntityChange::Put(version) => self.put(version)?,
                EntityChange::Remove { uid, .. } => self.delete(uid),
            }
        }
        Ok(())
    }

    /// Takes versions in, as [`SearchIndex::apply`] does.
    ///
    /// # Errors
    /// [`SearchError::Index`] where the writer failed.
    pub fn add(&mut self, versions: &[EntityVersion]) -> Result<(), SearchError> {
        versions.iter().try_for_each(|version| self.put(version))
    }

    fn put(&mut self, version: &EntityVersion) -> Result<(), SearchError> {
        let is_new = self.fresh.as_mut().is_some_and(|fresh| fresh.insert(Arc::clone(&version.uid)));
        if !is_new {
            self.delete(&version.uid);
        }
        self.writer.add_document(document(&self.fields, version))?;
        Ok(())
    }

    fn delete(&self, uid: &str) {
        self.writer.delete_term(Term::from_field_u64(self.fields.key, UidKey::of(uid).to_index()));
    }

    /// Writes what was taken in since the index was empty, and says of no state of the catalog that this is it: the commit
    /// that does has little left to do.
    ///
    /// # Errors
    /// [`SearchError::Index`] where the disk failed.
    pub(crate) fn write(&mut self) -> Result<(), SearchError> {
        self.writer.commit()?;
        Ok(())
    }

    /// Makes everything taken in so far durable and visible, as the state of the catalog at `revision`.
    ///
    /// # Errors
    /// [`SearchError::Index`] where the disk failed; what was committed before stays.
    pub fn commit(&mut self, epoch: &str, revision: u64) -> Result<SearchReader, SearchError> {
        let committed = self.commit_if(epoch, revision, || true)?;
        Ok(committed.unwrap_or_else(|| self.reader()))
    }

    /// The same once everything is written but what makes it so, and only where that is so `then`; otherwise none, and
    /// everything taken in is forgotten.
    ///
    /// # Errors
    /// [`SearchError::Index`] where the disk failed; what was committed before stays.
    pub(crate) fn commit_if(
        &mut self,
        epoch: &str,
        revision: u64,
        then: impl FnOnce() -> bool,
    ) -> Result<Option<SearchReader>, SearchError> {
        let committed = Committed { epoch: epoch.to_owned(), revision };
        let payload = serde_json::to_string(&Payload { layout: LAYOUT, committed });
        let mut commit = self.writer.prepare_commit()?;
        if !then() {
            commit.abort()?;
            self.fresh = None;
            return Ok(None);
        }
        commit.set_payload(&payload.unwrap_or_default());
        commit.commit()?;
        if self.fresh.take().is_some() {
            self.scattered = Scattered::Yes;
        }
        self.reread().map(Some)
    }

    /// The index as of the last commit.
    pub fn reader(&self) -> SearchReader {
        SearchReader { searcher: self.reader.searcher(), fields: self.fields, hints: self.hints.clone() }
    }

    /// Begins to merge segments where there are more than may stay `apart` for now, beside all else, and answers the index of
    /// the last commit once they are; none until then, and where that is not to be done. Nothing may be taken in that is not
    /// committed.
    pub(crate) fn gather(&mut self, apart: usize) -> Option<SearchReader> {
        match &mut self.scattered {
            Scattered::No => None,
            Scattered::Yes => {
                let segments: Vec<SegmentId> =
                    self.reader.searcher().segment_readers().iter().map(SegmentReader::segment_id).collect();
                match segments.len() {
                    0..2 => self.is_gathered(),
                    few if few <= apart => {}
                    _ => {
                        gives_way(MERGING);
                        self.scattered = Scattered::Merging(Mutex::new(self.writer.merge(&segments)));
                    }
                }
                None
            }
            Scattered::Merging(merging) => {
                let merged = merging.get_mut().unwrap_or_else(PoisonError::into_inner).now_or_never()?;
                self.is_gathered();
                match merged.map_err(SearchError::from).and_then(|_| self.reread()) {
                    Ok(reader) => Some(reader),
                    Err(error) => {
                        tracing::warn!(%error, "segments of the search index stay as they are");
                        None
                    }
                }
            }
        }
    }

    /// From now on segments are merged by and by, as changes come. Until then nobody else merges any.
    fn is_gathered(&mut self) {
        self.scattered = Scattered::No;
        self.writer.set_merge_policy(Box::new(LogMergePolicy::default()));
    }

    /// The index as of the last commit, and of merges since then.
    fn reread(&mut self) -> Result<SearchReader, SearchError> {
        self.reader.reload()?;
        self.hints = Hints::new(&self.reader.searcher(), &self.hints);
        Ok(self.reader())
    }

    #[cfg(test)]
    pub(super) fn segments(&self) -> usize {
        self.reader.searcher().segment_readers().len()
    }

    /// Forgets everything; shows after the next commit.
    ///
    /// # Errors
    /// [`SearchError::Index`] where the writer failed.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.writer.delete_all_documents()?;
        self.begin();
        Ok(())
    }

    /// Begins with nothing. Segments are merged from the second commit on: whoever waits for the first one can do without.
    fn begin(&mut self) {
        self.fresh = Some(HashSet::new());
        self.writer.set_merge_policy(Box::new(NoMergePolicy));
    }
}

impl std::fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SearchIndex").field("reader", &self.reader()).finish_non_exhaustive()
    }
}
