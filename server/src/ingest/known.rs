//! What an ingestion asks the store about a location.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::companions::is_address;

use super::scope::is_under_any;
use super::{Ingest, IngestError};
use crate::store::{Decision, FileRow, leads_to_any};

/// Up to so many places are looked up one by one; beyond, the location's whole list is cheaper.
const PLACES_LOOKED_UP: usize = 64;

impl Ingest {
    /// What is kept of the files of a location at and below these places, and which files they name.
    pub(super) async fn known(
        &self,
        location: &str,
        places: &BTreeSet<String>,
    ) -> Result<(HashMap<String, FileRow>, BTreeMap<String, BTreeSet<String>>), IngestError> {
        let mut tx = self.store.read().await?;
        let mut known = HashMap::new();
        let mut companions = BTreeMap::new();
        let by_path = |row: FileRow| (row.path.clone(), row);
        if places.len() <= PLACES_LOOKED_UP && !places.contains("") {
            for place in places {
                known.extend(tx.files_under(location, place).await?.into_iter().map(by_path));
                companions.extend(tx.companions_under(location, place).await?);
            }
        } else {
            known.extend(tx.files(location).await?.into_iter().map(by_path));
            companions = tx.companions(location).await?;
        }
        Ok((known, companions))
    }

    /// The files of a location that name any file, with what they name.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn descriptors_that_name_files(
        &self,
        location: &str,
    ) -> Result<BTreeMap<String, BTreeSet<String>>, IngestError> {
        let mut companions = self.store.read().await?.companions(location).await?;
        companions.retain(|path, _| !is_address(path));
        Ok(companions)
    }

    /// The descriptors of a location that name a file at, or below, one of these places.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn descriptors_that_name(
        &self,
        location: &str,
        places: &BTreeSet<String>,
    ) -> Result<BTreeSet<String>, IngestError> {
        let mut tx = self.store.read().await?;
        let mut found = BTreeSet::new();
        if places.len() <= PLACES_LOOKED_UP {
            for place in places {
                found.extend(tx.descriptors_that_name(location, place).await?);
            }
        } else {
            let all = tx.companions(location).await?;
            let is_meant = |named: &String| is_under_any(named, places) || leads_to_any(named, places);
            let meets = |named: &BTreeSet<String>| named.iter().any(is_meant);
            found.extend(all.into_iter().filter(|(_, named)| meets(named)).map(|(path, _)| path));
        }
        Ok(found)
    }

    /// Whether a sync of a location ever ended, well or not, in whatever process.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn was_synced(&self, location: &str) -> Result<bool, IngestError> {
        Ok(self.store.read().await?.was_synced(location).await?)
    }

    /// Whether somebody has confirmed the deletion that is held back for a location.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn is_deletion_confirmed(&self, location: &str) -> Result<bool, IngestError> {
        let hold = self.store.read().await?.hold(location).await?;
        Ok(hold.is_some_and(|hold| hold.decision == Decision::Confirmed))
    }
}
