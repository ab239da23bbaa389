//! From what discovery found to locations: one for each repository.

use std::collections::HashMap;

use catalog_schema::wire::ChangeOutcome;

use super::{Known, RemoteError, RemoteSource, Repository};
use crate::clock::now_ms;
use crate::store::{RepositoryRow, StoreError, Tx};

/// Locations that are made in one transaction.
const AT_ONCE: usize = 500;

/// A repository and the location that it is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// As discovery has it now.
    pub(super) repository: Repository,
    /// What is kept of it, with the location's id.
    pub(super) row: RepositoryRow,
}

impl Place {
    /// How far it has been read, by who reads as `read_by` says; none where it has to be read anew.
    pub(super) fn known(&self, read_by: &str) -> Option<Known> {
        let same = self.row.read_by.as_deref() == Some(read_by);
        let same =
            same && (self.repository.default_branch.is_none() || self.repository.default_branch == self.row.branch);
        let row = &self.row;
        same.then(|| Known { branch: row.branch.clone(), commit: row.commit_id.clone(), etag: row.etag.clone() })
    }

    /// Whether discovery says already that it is as it is known.
    pub(super) fn is_unchanged(&self, read_by: &str) -> bool {
        let known = self.known(read_by).and_then(|known| known.commit);
        known.is_some() && known == self.repository.head
    }
}

impl RemoteSource {
    /// The places of these repositories: new ones get a location, others are called as they are called now.
    pub(super) async fn places(&self, repositories: Vec<Repository>) -> Result<Vec<Place>, RemoteError> {
        let mut tx = self.store.read().await?;
        let rows = tx.repositories_of(&self.name).await?;
        let mut addresses: HashMap<String, String> = tx.addresses_of(&self.name).await?.into_iter().collect();
        drop(tx);
        let with_address = |row: RepositoryRow| {
            let address = addresses.remove(&row.location).unwrap_or_default();
            (row, address)
        };
        self.settled(repositories, rows.into_iter().map(with_address)).await
    }

    /// The place of one repository, likewise.
    pub(super) async fn place_of(&self, repository: Repository) -> Result<Option<Place>, RemoteError> {
        let row = self.row_of(&repository.id).await?;
        Ok(self.settled(vec![repository], row).await?.pop())
    }

    /// What the store has of a repository, with the address of its location.
    pub(super) async fn row_of(&self, repository: &str) -> Result<Option<(RepositoryRow, String)>, StoreError> {
        self.store.read().await?.repository_of(&self.name, repository).await
    }

    /// The places of repositories of which the store has `rows`, each with its location's address.
    async fn settled(
        &self,
        repositories: Vec<Repository>,
        rows: impl IntoIterator<Item = (RepositoryRow, String)>,
    ) -> Result<Vec<Place>, RemoteError> {
        let mut known: HashMap<String, (RepositoryRow, String)> =
            rows.into_iter().map(|row| (row.0.repository.clone(), row)).collect();
        let (mut places, mut fresh) = (Vec::with_capacity(repositories.len()), Vec::new());
        for repository in repositories {
            let facts = encoded(&repository)?;
            match known.remove(&repository.id) {
                Some((row, address)) if row.facts == facts && address == repository.url => {
                    places.push(Place { repository, row });
                }
                Some((row, _)) => {
                    // No commit tells that somebody has archived it, and rules read that.
                    let was: Repository = serde_json::from_str(&row.facts).unwrap_or_default();
                    let read_by = row.read_by.filter(|_| was.archived == repository.archived);
                    fresh.push(Place { repository, row: RepositoryRow { facts, read_by, ..row } });
                }
                None => {
                    let (id, blobs) = (repository.id.clone(), "{}".to_owned());
                    fresh.push(Place {
                        repository,
                        row: RepositoryRow { repository: id, facts, blobs, ..RepositoryRow::default() },
                    });
                }
            }
        }
        // Who has a new name gives the old one up before a new repository of that name comes.
        fresh.sort_by_key(|place| place.row.location.is_empty());
        for share in fresh.chunks_mut(AT_ONCE) {
            let mut tx = self.store.write().await?;
            for place in share {
                self.settle(&mut tx, place).await?;
            }
            tx.commit().await?;
        }
        places.extend(fresh);
        Ok(places)
    }

    /// Has the location of a place, under the address that its repository has.
    async fn settle(&self, tx: &mut Tx, place: &mut Place) -> Result<(), StoreError> {
        let address = &place.repository.url;
        if place.row.location.is_empty() {
            let source = (self.name.as_str(), self.source_type);
            place.row.location = tx.ensure_location(source, address, None, now_ms()).await?;
        } else {
            tx.move_location(&self.name, &place.row.location, address).await?;
        }
        tx.put_repository(&place.row).await
    }

    /// The places that the store has and these are not.
    pub(super) async fn others(&self, places: &[Place]) -> Result<Vec<RepositoryRow>, RemoteError> {
        let mut rows = self.store.read().await?.repositories_of(&self.name).await?;
        let here: std::collections::HashSet<&str> = places.iter().map(|place| place.row.location.as_str()).collect();
        rows.retain(|row| !here.contains(row.location.as_str()));
        Ok(rows)
    }

    /// Withdraws what a repository said that is not read any more; it stays a location as long as that is held back.
    pub(super) async fn withdraw(&self, location: &str) -> Result<ChangeOutcome, RemoteError> {
        let outcome = self.ingest.begin_read(location).await?.finish().await?;
        if outcome.held.is_none() {
            let mut tx = self.store.write().await?;
            tx.delete_location(location).await?;
            tx.commit().await?;
        }
        Ok(outcome)
    }
}

fn encoded(repository: &Repository) -> Result<String, StoreError> {
    serde_json::to_string(repository)
        .map_err(|error| StoreError::Corrupt { what: "what discovery says of a repository", detail: error.to_string() })
}
