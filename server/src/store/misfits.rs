//! What descriptors say otherwise than an organisation defines it: diagnostics that come and go with definitions.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::diagnostic::Diagnostic;

use super::bulk::{bulk_delete, bulk_insert};
use super::db::on_engine;
use super::diagnostics::to_json;
use super::head::{signed, unsigned};
use super::{ClaimKey, StoreError, Tx};

/// From here on, in the diagnostics of a file, there are those of definitions. They stand at this position plus
/// [`EACH`] for each document before theirs.
const MISFITS: u64 = 2_000_000;
/// Positions that a document has.
const EACH: u64 = 64;
/// From here on there is what documents should say and do not; it stands at this position plus the document's index.
const MISSING: u64 = 1 << 40;

/// Where a diagnostic of definitions stands: location, path, position.
type Place = (String, String, u64);
/// Its severity, and all of it as JSON.
type Body = (String, String);

/// Diagnostics of definitions by their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Misfits(BTreeMap<Place, Body>);

impl Misfits {
    /// Adds what of a document does not fit; beyond what has a place nothing is kept.
    ///
    /// # Errors
    /// If a diagnostic cannot be written.
    pub fn add(&mut self, key: &ClaimKey, found: &[Diagnostic]) -> Result<(), StoreError> {
        let first = MISFITS + u64::from(key.document) * EACH;
        (first..first + EACH).zip(found).try_for_each(|(position, found)| self.put(key, position, found))
    }

    /// Adds what a document should say and does not.
    ///
    /// # Errors
    /// If the diagnostic cannot be written.
    pub fn add_missing(&mut self, key: &ClaimKey, found: &Diagnostic) -> Result<(), StoreError> {
        self.put(key, MISSING + u64::from(key.document), found)
    }

    fn put(&mut self, key: &ClaimKey, position: u64, found: &Diagnostic) -> Result<(), StoreError> {
        let place = (key.location.clone(), key.path.clone(), position);
        self.0.insert(place, (found.severity.as_str().to_owned(), to_json(found)?));
        Ok(())
    }

    /// What of these is other than in `before`: what comes, and the places of what goes.
    fn since(&self, before: &Self) -> (Vec<(&Place, &Body)>, Vec<Place>) {
        let comes = self.0.iter().filter(|(place, found)| before.0.get(*place) != Some(found));
        let comes: Vec<_> = comes.collect();
        let goes = before.0.iter().filter(|(place, found)| self.0.get(*place) != Some(found));
        (comes, goes.map(|(place, _)| place.clone()).collect())
    }
}

impl Tx {
    /// Drops what is known of these files to be otherwise than it is defined.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn drop_misfits(&mut self, location: &str, paths: &[String]) -> Result<(), StoreError> {
        for batch in paths.chunks(super::BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new("delete from diagnostics where position >= ");
                query.push_bind(signed(MISFITS)).push(" and location = ").push_bind(location.to_owned());
                query.push(" and path in (");
                let mut list = query.separated(", ");
                for path in batch {
                    list.push_bind(path.clone());
                }
                query.push(")");
                query.build().persistent(batch.len() == super::BATCH).execute(connection).await?;
            });
        }
        Ok(())
    }

    /// Says of each of these documents what it should say and does not, or that it lacks nothing.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn set_missing(&mut self, documents: &[(ClaimKey, Option<Diagnostic>)]) -> Result<(), StoreError> {
        let place = |key: &ClaimKey| (key.location.clone(), key.path.clone(), MISSING + u64::from(key.document));
        let places: Vec<Place> = documents.iter().map(|(key, _)| place(key)).collect();
        self.drop_at(&places).await?;
        let mut misfits = Misfits::default();
        for (key, found) in documents {
            found.as_ref().map_or(Ok(()), |found| misfits.add_missing(key, found))?;
        }
        self.change_misfits(&Misfits::default(), &misfits).await?;
        Ok(())
    }

    /// What is known of these documents.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn misfits_of(&mut self, documents: &[ClaimKey]) -> Result<Misfits, StoreError> {
        let mut known = BTreeMap::new();
        for batch in documents.chunks(super::BATCH) {
            let rows: Vec<(String, String, i64, String, String)> = on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new(
                    "select location, path, position, severity, body from diagnostics where position >= ",
                );
                query.push_bind(signed(MISFITS)).push(" and (location, path) in (");
                query.push_values(batch, |mut tuple, key| {
                    tuple.push_bind(key.location.clone()).push_bind(key.path.clone());
                });
                query.push(")");
                query.build_query_as().persistent(batch.len() == super::BATCH).fetch_all(connection).await?
            });
            let rows = rows.into_iter().map(|(location, path, position, severity, body)| {
                ((location, path, unsigned(position)), (severity, body))
            });
            known.extend(rows);
        }
        // Other documents of the same files.
        let asked: BTreeSet<(&str, &str, u32)> =
            documents.iter().map(|key| (key.location.as_str(), key.path.as_str(), key.document)).collect();
        known.retain(|(location, path, position), _| {
            let document = if *position >= MISSING { position - MISSING } else { (position - MISFITS) / EACH };
            u32::try_from(document).is_ok_and(|document| asked.contains(&(location.as_str(), path.as_str(), document)))
        });
        Ok(Misfits(known))
    }

    /// Makes of what is known this; answers whether that is something else.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn change_misfits(&mut self, known: &Misfits, wanted: &Misfits) -> Result<bool, StoreError> {
        let (comes, goes) = wanted.since(known);
        self.drop_at(&goes).await?;
        bulk_insert!(
            self,
            "insert into diagnostics (location, path, position, severity, body)",
            comes,
            |tuple, row| {
                let ((location, path, position), (severity, body)) = row;
                tuple
                    .push_bind(location.clone())
                    .push_bind(path.clone())
                    .push_bind(signed(*position))
                    .push_bind(severity.clone())
                    .push_bind(body.clone());
            },
            ""
        );
        Ok(!(comes.is_empty() && goes.is_empty()))
    }

    async fn drop_at(&mut self, places: &[Place]) -> Result<(), StoreError> {
        bulk_delete!(self, "delete from diagnostics where (location, path, position)", places, |tuple, place| {
            tuple.push_bind(place.0.clone()).push_bind(place.1.clone()).push_bind(signed(place.2));
        });
        Ok(())
    }
}
