//! Whether the rows of a catalog fit together.

use super::db::on_engine;
use super::head::unsigned;
use super::{StoreError, Tx};

/// Rows that lack what they point to. All counts of a sound catalog are 0 but the first three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consistency {
    /// Entities.
    pub entities: u64,
    /// Versions.
    pub versions: u64,
    /// Claims.
    pub claims: u64,
    /// Entities whose current version is not there.
    pub without_version: u64,
    /// Entities whose winning claim is not there.
    pub without_claim: u64,
    /// Versions whose content or text is not there.
    pub hollow_versions: u64,
    /// Claims whose content or text is not there.
    pub hollow_claims: u64,
    /// Entities of a revision that the catalog has not reached.
    pub ahead: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    entities: i64,
    versions: i64,
    claims: i64,
    without_version: i64,
    without_claim: i64,
    hollow_versions: i64,
    hollow_claims: i64,
    ahead: i64,
}

impl Tx {
    /// Counts what does not fit together.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn consistency(&mut self) -> Result<Consistency, StoreError> {
        let row: Row = on_engine!(self, connection => {
            sqlx::query_as(
                "select
                    (select count(*) from entities) as entities,
                    (select count(*) from versions) as versions,
                    (select count(*) from claims) as claims,
                    (select count(*) from entities e where not exists
                        (select 1 from versions v where v.uid = e.uid and v.revision = e.revision and v.deleted = 0))
                        as without_version,
                    (select count(*) from entities e where not exists
                        (select 1 from claims c
                         where c.location = e.location and c.path = e.path and c.document = e.document))
                        as without_claim,
                    (select count(*) from versions v
                     where not exists (select 1 from contents c where c.hash = v.content)
                        or not exists (select 1 from texts t where t.hash = v.text)) as hollow_versions,
                    (select count(*) from claims k
                     where not exists (select 1 from contents c where c.hash = k.content)
                        or not exists (select 1 from texts t where t.hash = k.text)) as hollow_claims,
                    (select count(*) from entities e where e.revision > (select max(revision) from head)) as ahead",
            )
            .fetch_one(connection)
            .await?
        });
        Ok(Consistency {
            entities: unsigned(row.entities),
            versions: unsigned(row.versions),
            claims: unsigned(row.claims),
            without_version: unsigned(row.without_version),
            without_claim: unsigned(row.without_claim),
            hollow_versions: unsigned(row.hollow_versions),
            hollow_claims: unsigned(row.hollow_claims),
            ahead: unsigned(row.ahead),
        })
    }
}
