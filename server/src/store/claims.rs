//! Claims: what each descriptor document says of a reference.

use std::collections::BTreeSet;

use catalog_schema::model::{EntityRef, Format};

use super::bulk::{bulk_delete, bulk_insert, bulk_select};
use super::db::on_engine;
use super::head::{signed, unsigned};
use super::sources::settings;
use super::{LocationSource, StoreError, Tx};

/// Which document makes a claim. The source is the location's.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimKey {
    /// The location's id.
    pub location: String,
    /// The file within it.
    pub path: String,
    /// The document within the file, from 0.
    pub document: u32,
}

/// A claim as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which document makes it.
    pub key: ClaimKey,
    /// What it is about.
    pub entity_ref: EntityRef,
    /// The path of the file's repository within the location; empty where they are the same.
    pub repository: String,
    /// The format of the document.
    pub format: Format,
    /// Hash of the decoded entity.
    pub content: String,
    /// Hash of the file's text as accepted.
    pub text: String,
    /// First line of the document in that text, from 1.
    pub start_line: u32,
    /// Last line of the document in that text.
    pub end_line: u32,
    /// The file does not decode any more; this is its last good claim.
    pub stale: bool,
    /// The revision in which this location first claimed the reference.
    pub first_revision: u64,
    /// The revision of the claim's last change.
    pub revision: u64,
}

/// A claim and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedClaim {
    /// The claim.
    pub claim: Claim,
    /// Its source.
    pub source: LocationSource,
    /// Its location's address.
    pub address: String,
}

#[derive(sqlx::FromRow)]
struct PlacedRow {
    #[sqlx(flatten)]
    claim: Row,
    source: String,
    address: String,
    priority: i64,
    config: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    location: String,
    path: String,
    document: i64,
    #[sqlx(rename = "ref")]
    entity_ref: String,
    repository: String,
    format: String,
    content: String,
    text: String,
    start_line: i64,
    end_line: i64,
    stale: i64,
    first_revision: i64,
    revision: i64,
}

impl Row {
    fn into_claim(self) -> Result<Claim, StoreError> {
        Ok(Claim {
            key: ClaimKey { location: self.location, path: self.path, document: narrow(self.document) },
            entity_ref: parse_ref(&self.entity_ref)?,
            repository: self.repository,
            format: Format::parse(&self.format)
                .ok_or_else(|| StoreError::Corrupt { what: "format", detail: format!("{:?} is none", self.format) })?,
            content: self.content,
            text: self.text,
            start_line: narrow(self.start_line),
            end_line: narrow(self.end_line),
            stale: self.stale != 0,
            first_revision: unsigned(self.first_revision),
            revision: unsigned(self.revision),
        })
    }
}

fn narrow(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

pub(super) fn parse_ref(text: &str) -> Result<EntityRef, StoreError> {
    text.parse().map_err(|error| StoreError::Corrupt { what: "reference", detail: format!("{error}") })
}

impl Tx {
    /// The paths of the repositories that a location's claims belong to.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn repositories(&mut self, location: &str) -> Result<BTreeSet<String>, StoreError> {
        let repositories: Vec<String> = on_engine!(self, connection => {
            sqlx::query_scalar("select distinct repository from claims where location = $1")
                .bind(location)
                .fetch_all(connection)
                .await?
        });
        Ok(repositories.into_iter().collect())
    }

    /// The claims of these files of a location.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claims_of_files(&mut self, location: &str, paths: &[String]) -> Result<Vec<Claim>, StoreError> {
        let mut rows: Vec<Row> = Vec::new();
        for batch in paths.chunks(super::BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new(
                    "select location, path, document, ref, repository, format, content, text, start_line, end_line, stale,
                        first_revision, revision
                     from claims where location = ",
                );
                query.push_bind(location.to_owned()).push(" and path in (");
                let mut list = query.separated(", ");
                for path in batch {
                    list.push_bind(path.clone());
                }
                query.push(")");
                let whole = batch.len() == super::BATCH;
                rows.extend(query.build_query_as::<Row>().persistent(whole).fetch_all(connection).await?);
            });
        }
        rows.into_iter().map(Row::into_claim).collect()
    }

    /// The claims of a whole location, by path and document.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claims_of_location(&mut self, location: &str) -> Result<Vec<Claim>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select location, path, document, ref, repository, format, content, text, start_line, end_line, stale,
                    first_revision, revision
                 from claims where location = $1 order by path, document",
            )
            .bind(location)
            .fetch_all(connection)
            .await?
        });
        rows.into_iter().map(Row::into_claim).collect()
    }

    /// All claims on these references, of every location.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claims_on(&mut self, refs: &[EntityRef]) -> Result<Vec<Claim>, StoreError> {
        let rows = bulk_select!(
            self,
            Row,
            "select location, path, document, ref, repository, format, content, text, start_line, end_line, stale,
                first_revision, revision
             from claims where ref",
            refs,
            ""
        );
        rows.into_iter().map(Row::into_claim).collect()
    }

    /// The claims on one reference, each with its source and its location's address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn claims_with_sources(&mut self, entity_ref: &EntityRef) -> Result<Vec<PlacedClaim>, StoreError> {
        self.placed_claims_on(std::slice::from_ref(entity_ref)).await
    }

    /// The same of several references, in no particular order.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn placed_claims_on(&mut self, refs: &[EntityRef]) -> Result<Vec<PlacedClaim>, StoreError> {
        let rows = bulk_select!(
            self,
            PlacedRow,
            "select c.location, c.path, c.document, c.ref, c.repository, c.format, c.content, c.text, c.start_line,
                c.end_line, c.stale, c.first_revision, c.revision, l.source, l.address, s.priority, s.config from claims c
             join locations l on l.id = c.location join sources s on s.name = l.source
             where c.ref",
            refs,
            ""
        );
        let place = |row: PlacedRow| {
            let source = LocationSource { name: row.source, settings: settings(row.priority, &row.config)? };
            Ok(PlacedClaim { claim: row.claim.into_claim()?, source, address: row.address })
        };
        rows.into_iter().map(place).collect()
    }

    /// The references that several documents of one repository describe.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn refs_described_together(&mut self) -> Result<BTreeSet<EntityRef>, StoreError> {
        let refs: Vec<String> = on_engine!(self, connection => {
            sqlx::query_scalar(
                "select distinct ref from (
                     select ref from claims group by ref, location, repository having count(*) > 1
                 ) together",
            )
            .fetch_all(connection)
            .await?
        });
        refs.iter().map(|text| parse_ref(text)).collect()
    }

    /// Writes claims, each over the one of the same key.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_claims(&mut self, claims: &[Claim]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into claims
             (location, path, document, ref, repository, format, content, text, start_line, end_line, stale, first_revision,
              revision)",
            claims,
            |tuple, claim| {
                tuple
                    .push_bind(claim.key.location.clone())
                    .push_bind(claim.key.path.clone())
                    .push_bind(i64::from(claim.key.document))
                    .push_bind(claim.entity_ref.to_string())
                    .push_bind(claim.repository.clone())
                    .push_bind(claim.format.as_str())
                    .push_bind(claim.content.clone())
                    .push_bind(claim.text.clone())
                    .push_bind(i64::from(claim.start_line))
                    .push_bind(i64::from(claim.end_line))
                    .push_bind(i64::from(claim.stale))
                    .push_bind(signed(claim.first_revision))
                    .push_bind(signed(claim.revision));
            },
            "on conflict (location, path, document) do update set
             ref = excluded.ref, repository = excluded.repository, format = excluded.format, content = excluded.content,
             text = excluded.text, start_line = excluded.start_line, end_line = excluded.end_line,
             stale = excluded.stale, first_revision = excluded.first_revision, revision = excluded.revision"
        );
        Ok(())
    }

    /// Withdraws claims.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_claims(&mut self, keys: &[ClaimKey]) -> Result<(), StoreError> {
        bulk_delete!(self, "delete from claims where (location, path, document)", keys, |tuple, key| {
            tuple.push_bind(key.location.clone()).push_bind(key.path.clone()).push_bind(i64::from(key.document));
        });
        Ok(())
    }
}
