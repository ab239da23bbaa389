//! Sources as somebody manages them: what they are, whether they rest, what is asked of them, and their end.

use std::collections::BTreeMap;

use super::db::on_engine;
use super::head::{signed, unsigned};
use super::sources::settings;
use super::{SourceSettings, StoreError, Tx};

/// A source as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceState {
    /// Its type, such as `directory`.
    pub source_type: String,
    /// What is configured of it.
    pub settings: SourceSettings,
    /// Since when it is paused, milliseconds since the Unix epoch.
    pub paused_at: Option<i64>,
}

/// What is asked of who reads a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signals {
    /// It is to rest.
    pub is_paused: bool,
    /// How often somebody has asked for it to be read.
    pub asked: u64,
    /// Up to which of these it has been.
    pub served: u64,
    /// Somebody has confirmed the deletion that is held back.
    pub is_deletion_confirmed: bool,
}

/// A location that somebody waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedRead {
    /// The location's id.
    pub location: String,
    /// How often somebody has asked for it to be read.
    pub asked: u64,
    /// Up to which of these it has been.
    pub served: u64,
}

/// The statements that delete what a table has of all locations of a source, and of one location.
macro_rules! of_location {
    ($table:literal) => {
        (
            concat!("delete from ", $table, " where location in (select id from locations where source = $1)"),
            concat!("delete from ", $table, " where location = $1"),
        )
    };
}

/// What goes with a location.
pub(super) const ROWS_OF_A_LOCATION: [(&str, &str); 10] = [
    of_location!("claims"),
    of_location!("files"),
    of_location!("companions"),
    of_location!("diagnostics"),
    of_location!("holds"),
    of_location!("sync_runs"),
    of_location!("reads"),
    of_location!("pushes"),
    of_location!("repositories"),
    of_location!("repository_facts"),
];

/// What goes with a source when its locations have nothing any more, in an order that references between tables allow.
const ROWS_OF_A_SOURCE: [&str; 5] = [
    "delete from locations where source = $1",
    "delete from remote_syncs where source = $1",
    "delete from repository_hints where source = $1",
    "delete from addresses where source = $1",
    "delete from sources where name = $1",
];

impl Tx {
    /// All sources by name.
    ///
    /// # Errors
    /// If the database fails or holds a configuration that cannot be read.
    pub async fn source_states(&mut self) -> Result<BTreeMap<String, SourceState>, StoreError> {
        type Row = (String, String, i64, String, Option<i64>);
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as("select name, source_type, priority, config, paused_at from sources")
                .fetch_all(connection)
                .await?
        });
        let state = |(name, source_type, priority, config, paused_at): Row| {
            Ok((name, SourceState { source_type, settings: settings(priority, &config)?, paused_at }))
        };
        rows.into_iter().map(state).collect()
    }

    /// Says since when a source is paused; null ends it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pause_source(&mut self, name: &str, since: Option<i64>) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update sources set paused_at = $2 where name = $1")
                .bind(name)
                .bind(since)
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// What is asked of who reads a location; none where the location is there no more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn signals(&mut self, location: &str) -> Result<Option<Signals>, StoreError> {
        let row: Option<(Option<i64>, i64, i64, Option<String>)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select s.paused_at, coalesce(r.asked, 0), coalesce(r.served, 0), h.state
                 from locations l join sources s on s.name = l.source
                 left join reads r on r.location = l.id left join holds h on h.location = l.id where l.id = $1",
            )
            .bind(location)
            .fetch_optional(connection)
            .await?
        });
        let signals = |(paused_at, asked, served, hold): (Option<i64>, i64, i64, Option<String>)| Signals {
            is_paused: paused_at.is_some(),
            asked: unsigned(asked),
            served: unsigned(served),
            is_deletion_confirmed: hold.as_deref() == Some("confirmed"),
        };
        Ok(row.map(signals))
    }

    /// Asks for every location of a source to be read; of one that is elsewhere, for a look at what there is.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn ask_to_read(&mut self, source: &str) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            let asked = sqlx::query("update remote_syncs set asked = asked + 1 where source = $1")
                .bind(source)
                .execute(&mut *connection)
                .await?;
            if asked.rows_affected() > 0 {
                return Ok(());
            }
            sqlx::query(
                "insert into reads (location, asked, served) select id, 1, 0 from locations where source = $1
                 on conflict (location) do update set asked = reads.asked + 1",
            )
            .bind(source)
            .execute(connection)
            .await?;
        });
        Ok(())
    }

    /// Notes that a location was read since it was asked for `asked` times.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn mark_read(&mut self, location: &str, asked: u64) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update reads set served = $2 where location = $1 and served < $2")
                .bind(location)
                .bind(signed(asked))
                .execute(connection)
                .await?;
        });
        Ok(())
    }

    /// The locations of a source that somebody has asked for.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn asked_reads(&mut self, source: &str) -> Result<Vec<AskedRead>, StoreError> {
        let rows: Vec<(String, i64, i64)> = on_engine!(self, connection => {
            sqlx::query_as(
                "select r.location, r.asked, r.served from reads r join locations l on l.id = r.location
                 where l.source = $1 order by r.location",
            )
            .bind(source)
            .fetch_all(connection)
            .await?
        });
        let read = |(location, asked, served)| AskedRead { location, asked: unsigned(asked), served: unsigned(served) };
        Ok(rows.into_iter().map(read).collect())
    }

    /// Removes a source with its locations and all that was read from them. What its claims made of entities is not looked
    /// at here.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_source(&mut self, name: &str) -> Result<(), StoreError> {
        let of_locations = ROWS_OF_A_LOCATION.into_iter().map(|(of_source, _)| of_source);
        for statement in of_locations.chain(ROWS_OF_A_SOURCE) {
            on_engine!(self, connection => {
                sqlx::query(statement).bind(name).execute(connection).await?;
            });
        }
        Ok(())
    }
}
