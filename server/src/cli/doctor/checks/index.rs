//! The search index is of this catalog, and of now.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep};

use super::super::finding::Finding;
use super::super::subject::{Catalog, Subject};
use super::super::units::counted;
use super::database::failed;
use crate::search::{Committed, IndexState, SearchError, look};
use crate::store::{Head, Store, StoreError};

const CHECK: &str = "index";
/// A running portal shows a change after this at the latest, unless it has much to do.
const CATCH_UP: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(100);
/// What every start of a portal does with an index that does not fit.
const REBUILT: &str = "start the portal, which builds the index anew";

pub(in super::super) async fn check(subject: &Subject) -> Vec<Finding> {
    let Some(catalog) = &subject.catalog else {
        return vec![Finding::skipped(CHECK, "there is no catalog to compare with")];
    };
    let directory = subject.settings.data_dir.value.join("index");
    let seen = settled(&directory, catalog).await;
    // Read after the index: no portal can have committed what this head does not have yet.
    match now(&catalog.store).await {
        Ok(now) => vec![judge(seen, &directory, catalog, &now)],
        Err(error) => vec![failed(CHECK, &error)],
    }
}

async fn now(store: &Store) -> Result<Head, StoreError> {
    store.read().await?.head().await
}

/// What the index holds, once it has what the catalog had when it was asked, or the time for that is over.
async fn settled(directory: &Path, catalog: &Catalog) -> Result<IndexState, SearchError> {
    let end = Instant::now() + CATCH_UP;
    loop {
        let seen = match looked(directory.to_owned()).await {
            // A writer may have replaced a file between two looks of ours.
            Err(_) if Instant::now() < end => None,
            Ok(IndexState::Holds { committed, .. }) if is_behind(&committed, catalog) && Instant::now() < end => None,
            seen => Some(seen),
        };
        match seen {
            Some(seen) => return seen,
            None => sleep(PAUSE).await,
        }
    }
}

/// On a thread of its own: a disk may not answer.
async fn looked(directory: PathBuf) -> Result<IndexState, SearchError> {
    spawn_blocking(move || look(&directory)).await.map_err(io::Error::other)?
}

fn is_behind(committed: &Committed, catalog: &Catalog) -> bool {
    committed.epoch == catalog.head.epoch && committed.revision < catalog.head.revision
}

fn judge(seen: Result<IndexState, SearchError>, directory: &Path, catalog: &Catalog, now: &Head) -> Finding {
    let place = directory.display();
    let (head, entities) = (&catalog.head, catalog.entities());
    match seen {
        Err(error) => {
            let remedy = "let this user read it; if it is damaged, stop the portal, delete the directory, and start it: it \
                          builds the index anew";
            Finding::error(CHECK, format!("{place}: {error}"), remedy)
        }
        Ok(IndexState::Missing) => Finding::warning(CHECK, format!("there is no index in {place}"), REBUILT),
        Ok(IndexState::OtherLayout) => Finding::warning(CHECK, format!("{place} was made by another release"), REBUILT),
        Ok(IndexState::Holds { committed, documents }) => {
            let behind = head.revision.saturating_sub(committed.revision);
            if committed.epoch != now.epoch {
                let found = format!("{place} is of another history of the catalog, such as before a restore");
                return Finding::warning(CHECK, found, REBUILT);
            }
            if committed.revision > now.revision {
                let found = format!(
                    "{place} is at revision {}, which the catalog has not reached: the database went back to {}",
                    committed.revision, now.revision
                );
                let remedy = "start the portal anew; bring databases back with `sextant restore`, not as copied files, so \
                              that whoever followed the catalog notices";
                return Finding::warning(CHECK, found, remedy);
            }
            if behind > 0 {
                let found = format!(
                    "{place} is {} behind: at revision {} of {}",
                    counted(behind, "revision", "revisions"),
                    committed.revision,
                    head.revision
                );
                let remedy = "start the portal, which catches up; if it runs with this data directory, its log says why it \
                              does not";
                return Finding::warning(CHECK, found, remedy);
            }
            if committed.revision == head.revision && documents != entities {
                let found = format!("{place} holds {documents} of {entities} entities");
                let remedy = "stop the portal, delete the directory, and start it: it builds the index anew";
                return Finding::error(CHECK, found, remedy);
            }
            let documents = counted(documents, "entity", "entities");
            Finding::ok(CHECK, format!("{documents} at revision {} of {}", committed.revision, head.revision))
        }
    }
}
