//! The stages through which a whole catalog goes, side by side: decoding, putting together, indexing.

use tokio::sync::mpsc;

use super::FollowError;
use super::convert::version;
use crate::live::Build;
use crate::live::change::EntityVersion;
use crate::search::SearchIndex;
use crate::store::{CurrentVersion, StoredVersion};

/// Entities a page.
pub(super) const PAGE: u32 = 2_000;
/// Pages that may wait between two stages.
pub(super) const WAITING: usize = 2;

/// Decodes what was read.
pub(super) fn decode_pages(
    mut pages: mpsc::Receiver<Vec<StoredVersion>>,
    decoded: &mpsc::Sender<Vec<EntityVersion>>,
) -> Result<(), FollowError> {
    while let Some(page) = pages.blocking_recv() {
        let versions = page.into_iter().map(|stored| Ok(prepared(version(stored.decode()?))));
        let versions = versions.collect::<Result<Vec<_>, FollowError>>()?;
        if decoded.blocking_send(versions).is_err() {
            break;
        }
    }
    Ok(())
}

/// Hands on what is decoded already.
pub(super) fn hand_on_pages(
    mut pages: mpsc::Receiver<Vec<CurrentVersion>>,
    handed_on: &mpsc::Sender<Vec<EntityVersion>>,
) {
    while let Some(page) = pages.blocking_recv() {
        if handed_on.blocking_send(page.into_iter().map(|current| prepared(version(current))).collect()).is_err() {
            return;
        }
    }
}

/// With what the next stages ask of the entity alone: they have more to do than this one.
fn prepared(version: EntityVersion) -> EntityVersion {
    version.derived.prepare(&version.entity);
    version
}

/// Puts the catalog together, and hands on what it was made of.
pub(super) fn put_pages(
    mut pages: mpsc::Receiver<Vec<EntityVersion>>,
    mut build: Build,
    put: &mpsc::Sender<Vec<EntityVersion>>,
) -> Build {
    while let Some(versions) = pages.blocking_recv() {
        build.add(&versions);
        if put.blocking_send(versions).is_err() {
            break;
        }
    }
    build
}

/// Where the index is whole, this stage only takes entities out of memory, which takes its time, too.
pub(super) fn index_pages(
    mut pages: mpsc::Receiver<Vec<EntityVersion>>,
    mut index: SearchIndex,
    rebuild: bool,
) -> Result<SearchIndex, FollowError> {
    while let Some(versions) = pages.blocking_recv() {
        if rebuild {
            index.add(&versions)?;
        }
    }
    Ok(index)
}
