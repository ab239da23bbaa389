//! Replays the history of directories into a store that has none of their files yet.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::HistoryError;
use super::changes::Change;
use super::history::{History, Step};
use super::reader::Reader;
use super::repository::Repository;
use super::surroundings::CommitFiles;
use super::tree::facts_at;
use crate::clock::now_ms;
use crate::ingest::{Ingest, IngestError, Scope};
use crate::sources::directory::{DirectoryNames, NamedDirectory, Naming};
use crate::store::Store;

/// Files are read and decoded in shares of this many, so that memory does not grow with the commit.
const SHARE: usize = 2_000;

/// The history of some directories, read and not yet replayed.
#[derive(Debug)]
pub struct Backfill {
    store: Store,
    /// Each with its history.
    directories: Vec<(NamedDirectory, History)>,
}

/// What a replay came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backfilled {
    /// Commits that changed a possible descriptor.
    pub commits: usize,
    /// Revisions that the catalog took.
    pub revisions: usize,
    /// Entities that the directories have in the end.
    pub entities: u64,
}

impl Backfill {
    /// Reads the history of the repositories at and below each path. With `since`, in milliseconds since the Unix
    /// epoch, it begins with what was there then. Nothing is written.
    ///
    /// # Errors
    /// If a path has no repository or was read before, or git or the store fails.
    pub async fn read(store: Store, paths: &[PathBuf], since: Option<i64>) -> Result<Self, HistoryError> {
        let mut tx = store.read().await?;
        let locations = tx.locations().await?;
        let mut names = DirectoryNames::new(&locations);
        let mut directories: Vec<NamedDirectory> = Vec::new();
        for path in paths {
            let failed = |source| HistoryError::Catalog { path: path.clone(), source };
            match names.name(path).map_err(failed)? {
                Naming::New(directory) => directories.push(directory),
                // The same path twice.
                Naming::Known(directory) if directories.contains(&directory) => {}
                Naming::Known(directory) => {
                    let of_it = |row: &&_| NamedDirectory::of_location(row).as_ref() == Some(&directory);
                    if let Some(location) = locations.iter().find(of_it)
                        && !tx.files(&location.id).await?.is_empty()
                    {
                        return Err(HistoryError::ReadBefore { path: directory.root });
                    }
                    directories.push(directory);
                }
            }
        }
        drop(tx);
        let read = move || {
            let history = |directory: NamedDirectory| {
                let history = History::read(Repository::find(&directory.root)?, since, now_ms())?;
                Ok((directory, history))
            };
            directories.into_iter().map(history).collect::<Result<Vec<_>, HistoryError>>()
        };
        let directories = tokio::task::spawn_blocking(read).await.map_err(IngestError::from)??;
        Ok(Self { store, directories })
    }

    /// How many steps the replay takes: one for each commit, and one for what a repository was before the first.
    pub fn steps(&self) -> usize {
        self.directories.iter().map(|(_, history)| history.steps.len()).sum()
    }

    /// Replays the steps by time, each as a sync of its own. Files over `file_limit` bytes are not read. `next` hears before
    /// each step when it was made, in milliseconds since the Unix epoch.
    ///
    /// # Errors
    /// If git or the store fails, or `next` does; what was replayed until then stays.
    pub async fn replay(
        self,
        ingest: &Ingest,
        file_limit: u64,
        mut next: impl AsyncFnMut(i64) -> Result<(), HistoryError>,
    ) -> Result<Backfilled, HistoryError> {
        let mut result = Backfilled::default();
        let (mut locations, mut syncs) = (Vec::new(), Vec::new());
        for (directory, History { repositories, steps }) in self.directories {
            let location = directory.register(ingest).await?;
            let sync = |step: Step| (location.clone(), repositories[step.repository].clone(), step);
            syncs.extend(steps.into_iter().map(sync));
            locations.push(location);
        }
        // Stable: at one time repositories come by path, and each one's commits as they follow each other.
        syncs.sort_by_key(|(_, _, step)| step.moment.at);
        let mut reader = Reader::new(file_limit);
        let mut revision = self.store.read().await?.head().await?.revision;
        for (location, repository, Step { commit, moment, mut changes, pages, .. }) in syncs {
            next(moment.at).await?;
            let mut places: BTreeSet<String> =
                changes.iter().map(|change| repository.location_path(&change.path)).collect();
            // A descriptor may change by a file that it names.
            let mut named = places.clone();
            named.extend(pages.iter().map(|page| repository.location_path(page)));
            for path in ingest.descriptors_that_name(&location, &named).await? {
                if let Some(within) = repository.repository_path(&path).filter(|_| places.insert(path.clone())) {
                    changes.push(Change { path: within.to_owned(), blob: Some(format!("{commit}:{within}")) });
                }
            }
            if changes.is_empty() {
                // Pages that no descriptor names.
                continue;
            }
            result.commits += usize::from(moment.commit_id.is_some());
            let (root, id) = (repository.root.clone(), commit.clone());
            let facts = tokio::task::spawn_blocking(move || facts_at(&root, &id)).await.map_err(IngestError::from)?;
            let files = CommitFiles::new(repository.clone(), commit, file_limit);
            let session = ingest.begin(&location, Scope::Under(places)).await?;
            let mut session = session.made_at(moment).among(Arc::new(files));
            for share in changes.chunks(SHARE) {
                session.stage(reader.read(&repository, share.to_vec()).await?).await?;
            }
            if let Some(facts) = facts {
                session.repository_facts(&repository.prefix, facts);
            }
            let outcome = session.finish().await?;
            result.revisions += usize::from(outcome.revision > revision);
            revision = outcome.revision;
        }
        let rows = self.store.read().await?.locations().await?;
        result.entities = rows.iter().filter(|row| locations.contains(&row.id)).map(|row| row.entities).sum();
        Ok(result)
    }
}
