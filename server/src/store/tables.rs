//! Every table of the catalog as an archive carries it, and rows on their way out and in.

use futures_util::TryStreamExt;
use sqlx::Row;

use super::db::on_engine;
use super::head::unsigned;
use super::{BATCH, StoreError, Tx};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// A number or a truth value.
    Int,
    /// Text, JSON among it.
    Text,
    /// Anything.
    Bytes,
}

/// A field of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing.
    Null,
    /// Of [`ColumnType::Int`].
    Int(i64),
    /// Of [`ColumnType::Text`].
    Text(String),
    /// Of [`ColumnType::Bytes`].
    Bytes(Vec<u8>),
}

/// A table whose rows belong to the catalog.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order of a row's fields.
    pub columns: &'static [(&'static str, ColumnType)],
    select: &'static str,
    count: &'static str,
    insert: &'static str,
    delete: &'static str,
}

macro_rules! table {
    ($name:literal: $first:literal $first_type:ident $(, $column:literal $type:ident)*) => {
        Table {
            name: $name,
            columns: &[($first, ColumnType::$first_type) $(, ($column, ColumnType::$type))*],
            select: concat!("select ", $first $(, ", ", $column)*, " from ", $name),
            count: concat!("select count(*) from ", $name),
            insert: concat!("insert into ", $name, " (", $first $(, ", ", $column)*, ") "),
            delete: concat!("delete from ", $name),
        }
    };
}

/// All of them, what is referred to before what refers to it. `tests/archive/` compares them with the real schema.
pub static TABLES: &[Table] = &[
    table!("head": "id" Int, "epoch" Text, "revision" Int, "oldest_revision" Int),
    table!("sources": "name" Text, "source_type" Text, "config" Text, "priority" Int, "created_at" Int,
        "paused_at" Int, "remote" Text),
    table!("locations": "id" Text, "source" Text, "address" Text, "state" Text, "error" Text, "last_sync" Int,
        "duration_ms" Int, "revision" Int),
    table!("files": "location" Text, "path" Text, "hash" Text, "decoder" Int, "descriptor" Int),
    table!("companions": "location" Text, "path" Text, "companion" Text),
    table!("addresses": "source" Text, "address" Text, "body" Bytes, "size" Int, "hash" Text, "etag" Text, "modified" Text,
        "problem" Text, "help" Text, "failures" Int, "asked_at" Int, "next_at" Int, "news" Int),
    table!("texts": "hash" Text, "size" Int, "body" Bytes, "staged_at" Int),
    table!("contents": "hash" Text, "entity" Text, "packed" Bytes, "staged_at" Int),
    table!("claims": "location" Text, "path" Text, "document" Int, "ref" Text, "content" Text, "text" Text,
        "start_line" Int, "end_line" Int, "stale" Int, "first_revision" Int, "revision" Int,
        "repository" Text, "format" Text),
    table!("entities": "uid" Text, "ref" Text, "revision" Int, "location" Text, "path" Text, "document" Int,
        "created_at" Int),
    table!("versions": "uid" Text, "revision" Int, "ref" Text, "deleted" Int, "content" Text, "text" Text,
        "source" Text, "location" Text, "path" Text, "stale" Int, "changed_at" Int, "commit_id" Text, "author" Text),
    table!("changes": "revision" Int, "position" Int, "uid" Text, "ref" Text, "operation" Text,
        "event" Text),
    table!("diagnostics": "location" Text, "path" Text, "position" Int, "severity" Text, "body" Text),
    table!("findings": "id" Text, "first_seen" Int),
    table!("finding_days": "day" Text, "rule" Text, "open" Int),
    table!("outcome_head": "id" Int, "revision" Int, "step" Int),
    table!("outcomes": "uid" Text, "scorecard" Text, "packed" Text, "gone_at" Int),
    table!("transitions": "uid" Text, "scorecard" Text, "rule" Text, "was" Text, "became" Text, "revision" Int,
        "step" Int, "at" Int),
    table!("events": "id" Text, "uid" Text, "ref" Text, "ce_source" Text, "ce_id" Text, "ce_type" Text, "kind" Text,
        "outcome" Text, "environment" Text, "version" Text, "title" Text, "url" Text, "incident" Text,
        "happened_at" Int, "received_at" Int, "actor" Text, "data" Text, "revision" Int),
    table!("score_days": "day" Text, "scorecard" Text, "grouped" Text, "part" Text, "counts" Text),
    table!("initiative_days": "initiative" Text, "day" Text, "grouped" Text, "part" Text, "counts" Text),
    table!("initiative_heads": "initiative" Text, "meaning" Text, "day" Text),
    table!("scores": "uid" Text, "scorecard" Text, "result" Text),
    table!("applied_settings": "name" Text, "value" Text),
    table!("forgotten": "uid" Text, "revision" Int),
    table!("audit": "id" Text, "at" Int, "actor" Text, "action" Text, "subject" Text, "detail" Text, "revision" Int),
    table!("tokens": "id" Text, "name" Text, "hash" Text, "scopes" Text, "created_at" Int, "created_by" Text,
        "expires_at" Int, "last_used_at" Int, "revoked_at" Int),
    table!("facts": "uid" Text, "name" Text, "value" Text, "at" Int, "received_at" Int, "source" Text, "url" Text,
        "revision" Int),
    table!("exemptions": "id" Text, "uid" Text, "ref" Text, "scorecard" Text, "rule" Text, "reason" Text,
        "until_day" Text, "state" Text, "asked_by" Text, "asked_at" Int, "decided_by" Text, "decided_at" Int,
        "comment" Text, "withdrawn_by" Text, "withdrawn_at" Int, "revision" Int),
    table!("vocabulary": "sort" Text, "name" Text, "definition" Text, "revision" Int),
    table!("repository_facts": "location" Text, "root" Text, "facts" Text, "revision" Int),
    table!("sync_runs": "id" Text, "location" Text, "ended_at" Int, "duration_ms" Int, "created" Int, "updated" Int,
        "deleted" Int, "renamed" Int, "held" Int, "error" Text, "revision" Int, "times" Int),
    table!("holds": "location" Text, "digest" Text, "entities" Int, "refs" Text, "files" Int, "state" Text,
        "since" Int),
    table!("pushes": "location" Text, "below" Text, "branch" Text, "commit_id" Text, "committed_at" Int, "run_id" Text,
        "pushed_at" Int),
    table!("repositories": "location" Text, "repository" Text, "facts" Text, "branch" Text, "commit_id" Text, "etag" Text,
        "read_by" Text, "blobs" Text),
];

/// Tables that belong to a database and not to the catalog in it: an archive leaves them out.
pub static NOT_ARCHIVED: &[&str] = &[
    "_sqlx_migrations",
    "compatibility",
    "deliveries",
    "leases",
    "reads",
    "remote_syncs",
    "repository_hints",
    "sessions",
];

impl Tx {
    /// How many rows a table has.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn count_rows(&mut self, table: &Table) -> Result<u64, StoreError> {
        let count: i64 = on_engine!(self, connection => {
            sqlx::query_scalar(table.count).fetch_one(connection).await?
        });
        Ok(unsigned(count))
    }

    /// Hands every row of a table to `each`, one at a time, in no particular order.
    ///
    /// # Errors
    /// If the database fails, or what `each` fails with.
    pub async fn each_row<E: From<StoreError>>(
        &mut self,
        table: &Table,
        mut each: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut fields = Vec::with_capacity(table.columns.len());
        on_engine!(self, connection => {
            let mut rows = sqlx::query(table.select).fetch(connection);
            while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                fields.clear();
                for (index, (_, column_type)) in table.columns.iter().enumerate() {
                    let field = match column_type {
                        ColumnType::Int => row.try_get::<Option<i64>, _>(index).map(|field| field.map(Value::Int)),
                        ColumnType::Text => row.try_get::<Option<String>, _>(index).map(|field| field.map(Value::Text)),
                        ColumnType::Bytes => {
                            row.try_get::<Option<Vec<u8>>, _>(index).map(|field| field.map(Value::Bytes))
                        }
                    };
                    fields.push(field.map_err(StoreError::from)?.unwrap_or(Value::Null));
                }
                each(&fields)?;
            }
        });
        Ok(())
    }

    /// Adds rows, at most [`BATCH`] to a statement. Fields are in the order of the table's columns; one that is missing or
    /// of another type than its column is taken for null, which the database refuses where it may not be.
    ///
    /// # Errors
    /// If the database fails or refuses a row.
    pub async fn insert_rows(&mut self, table: &Table, rows: &[Vec<Value>]) -> Result<(), StoreError> {
        for batch in rows.chunks(BATCH) {
            on_engine!(self, connection => {
                let mut query = sqlx::QueryBuilder::new(table.insert);
                query.push_values(batch, |mut tuple, row| {
                    for (index, (_, column_type)) in table.columns.iter().enumerate() {
                        match (column_type, row.get(index)) {
                            (ColumnType::Int, Some(Value::Int(field))) => tuple.push_bind(Some(*field)),
                            (ColumnType::Int, _) => tuple.push_bind(None::<i64>),
                            (ColumnType::Text, Some(Value::Text(field))) => tuple.push_bind(Some(field.clone())),
                            (ColumnType::Text, _) => tuple.push_bind(None::<String>),
                            (ColumnType::Bytes, Some(Value::Bytes(field))) => tuple.push_bind(Some(field.clone())),
                            (ColumnType::Bytes, _) => tuple.push_bind(None::<Vec<u8>>),
                        };
                    }
                });
                query.build().persistent(batch.len() == BATCH).execute(connection).await?;
            });
        }
        Ok(())
    }

    /// Removes every row of the catalog, the head row too.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_everything(&mut self) -> Result<(), StoreError> {
        for table in TABLES.iter().rev() {
            on_engine!(self, connection => {
                sqlx::query(table.delete).execute(connection).await?;
            });
        }
        Ok(())
    }

    /// Keeps every other change of the catalog out until the transaction ends, and takes no revision for it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn lock_head(&mut self) -> Result<(), StoreError> {
        on_engine!(self, connection => {
            sqlx::query("update head set revision = revision where id = 1").execute(connection).await?;
        });
        Ok(())
    }

    /// Begins a new history of revisions: whatever was known of the old one holds no more.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn new_epoch(&mut self) -> Result<(), StoreError> {
        let epoch = uuid::Uuid::now_v7().to_string();
        on_engine!(self, connection => {
            sqlx::query("update head set epoch = $1 where id = 1").bind(epoch).execute(connection).await?;
        });
        Ok(())
    }

    /// Lets statements of this transaction take as long as they need: for what reads or writes the whole catalog.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn without_time_limit(&mut self) -> Result<(), StoreError> {
        if let Self::Postgres(transaction) = self {
            sqlx::query("set local statement_timeout = 0").execute(&mut **transaction).await?;
            sqlx::query("set local idle_in_transaction_session_timeout = 0").execute(&mut **transaction).await?;
        }
        Ok(())
    }
}
