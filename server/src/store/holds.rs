//! Deletions that are held back.

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::{StoreError, Tx};

/// What is to become of a deletion that is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nobody has said yet.
    Open,
    /// The entities go with the next sync.
    Confirmed,
    /// The entities stay, and nobody needs to be asked again.
    Discarded,
}

impl Decision {
    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Confirmed => "confirmed",
            Self::Discarded => "discarded",
        }
    }
}

/// A deletion that is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRow {
    /// Whose files are gone.
    pub location: String,
    /// Of the references of all entities that would go.
    pub digest: String,
    /// How many entities would go.
    pub entities: u64,
    /// The first of their references.
    pub refs: Vec<String>,
    /// How many files are concerned.
    pub files: u64,
    /// What is to become of it.
    pub decision: Decision,
    /// When it was first held back, milliseconds since the Unix epoch.
    pub since: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    location: String,
    digest: String,
    entities: i64,
    refs: String,
    files: i64,
    state: String,
    since: i64,
}

impl Row {
    fn into_hold(self) -> Result<HoldRow, StoreError> {
        let corrupt = |detail: String| StoreError::Corrupt { what: "held deletion", detail };
        let known = [Decision::Open, Decision::Confirmed, Decision::Discarded];
        let decision = known.into_iter().find(|decision| decision.as_str() == self.state);
        Ok(HoldRow {
            location: self.location,
            digest: self.digest,
            entities: unsigned(self.entities),
            refs: serde_json::from_str(&self.refs).map_err(|error| corrupt(error.to_string()))?,
            files: unsigned(self.files),
            decision: decision.ok_or_else(|| corrupt(format!("state {}", self.state)))?,
            since: self.since,
        })
    }
}

impl Tx {
    /// The deletion that is held back for a location, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn hold(&mut self, location: &str) -> Result<Option<HoldRow>, StoreError> {
        let row: Option<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select location, digest, entities, refs, files, state, since from holds where location = $1",
            )
            .bind(location)
            .fetch_optional(connection)
            .await?
        });
        row.map(Row::into_hold).transpose()
    }

    /// All deletions that are held back.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn holds(&mut self) -> Result<Vec<HoldRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as("select location, digest, entities, refs, files, state, since from holds order by location")
                .fetch_all(connection)
                .await?
        });
        rows.into_iter().map(Row::into_hold).collect()
    }

    /// The deletions that are held back for a source.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn holds_of(&mut self, source: &str) -> Result<Vec<HoldRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select h.location, h.digest, h.entities, h.refs, h.files, h.state, h.since
                 from holds h join locations l on l.id = h.location where l.source = $1 order by h.location",
            )
            .bind(source)
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(Row::into_hold).collect()
    }

    /// Holds a deletion back, in place of what was held back for the location before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_hold(&mut self, hold: &HoldRow) -> Result<(), StoreError> {
        let refs = serde_json::json!(hold.refs).to_string();
        on_engine!(self, connection => {
            sqlx::query(
                "insert into holds (location, digest, entities, refs, files, state, since)
                 values ($1, $2, $3, $4, $5, $6, $7)
                 on conflict (location) do update set digest = excluded.digest, entities = excluded.entities,
                 refs = excluded.refs, files = excluded.files, state = excluded.state, since = excluded.since",
            )
            .bind(&hold.location)
            .bind(&hold.digest)
            .bind(signed(hold.entities))
            .bind(refs)
            .bind(signed(hold.files))
            .bind(hold.decision.as_str())
            .bind(hold.since)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Says what is to become of the deletions that are held back for a source; answers how many there are.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn decide_holds(&mut self, source: &str, decision: Decision) -> Result<u64, StoreError> {
        Ok(on_engine!(self, connection => {
            sqlx::query(
                "update holds set state = $2 where location in (select id from locations where source = $1)",
            )
            .bind(source)
            .bind(decision.as_str())
            .execute(connection)
            .await?
            .rows_affected()
        }))
    }

    /// Forgets what was held back for a location.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_hold(&mut self, location: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("delete from holds where location = $1").bind(location).execute(connection).await?;
        });
        Ok(())
    }

    /// How many entities a location and its source have.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn count_entities_of(&mut self, location: &str) -> Result<(u64, u64), StoreError> {
        let (of_location, of_source): (i64, i64) = on_engine!(self, connection => {
            sqlx::query_as(
                "select
                    (select count(*) from entities e where e.location = $1),
                    (select count(*) from entities e where e.location in
                        (select other.id from locations l join locations other on other.source = l.source
                         where l.id = $1))",
            )
            .bind(location)
            .fetch_one(connection)
            .await?
        });
        Ok((unsigned(of_location), unsigned(of_source)))
    }
}
