//! Which descriptor files a location has, as last read.

use super::bulk::{bulk_delete, bulk_insert};
use super::db::on_engine;
use super::{StoreError, Tx};

/// A descriptor file as last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Relative to the location, `/`-separated.
    pub path: String,
    /// Of the bytes and of the files that the descriptor names, or of the problem that kept it from being read.
    pub hash: String,
    /// The version of the decoder that read it: another one reads it again.
    pub decoder: u32,
    /// There is a descriptor in it, sound or broken, or a template of one.
    pub descriptor: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    path: String,
    hash: String,
    decoder: i64,
    descriptor: i64,
}

impl From<Row> for FileRow {
    fn from(row: Row) -> Self {
        Self {
            path: row.path,
            hash: row.hash,
            decoder: u32::try_from(row.decoder).unwrap_or(0),
            descriptor: row.descriptor != 0,
        }
    }
}

impl Tx {
    /// All files of a location.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn files(&mut self, location: &str) -> Result<Vec<FileRow>, StoreError> {
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as("select path, hash, decoder, descriptor from files where location = $1")
                .bind(location)
                .fetch_all(connection)
                .await?
        });
        Ok(rows.into_iter().map(FileRow::from).collect())
    }

    /// The file at `place` or, where it is a directory, all files below it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn files_under(&mut self, location: &str, place: &str) -> Result<Vec<FileRow>, StoreError> {
        // '0' is the character after '/': the range is everything that starts with "place/".
        let rows: Vec<Row> = on_engine!(self, connection => {
            sqlx::query_as(
                "select path, hash, decoder, descriptor from files
                 where location = $1 and (path = $2 or (path > $3 and path < $4))",
            )
            .bind(location)
            .bind(place)
            .bind(format!("{place}/"))
            .bind(format!("{place}0"))
            .fetch_all(connection)
            .await?
        });
        Ok(rows.into_iter().map(FileRow::from).collect())
    }

    /// Records files as read now.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_files(&mut self, location: &str, files: &[FileRow]) -> Result<(), StoreError> {
        bulk_insert!(
            self,
            "insert into files (location, path, hash, decoder, descriptor)",
            files,
            |tuple, row| {
                tuple
                    .push_bind(location.to_owned())
                    .push_bind(row.path.clone())
                    .push_bind(row.hash.clone())
                    .push_bind(i64::from(row.decoder))
                    .push_bind(i64::from(row.descriptor));
            },
            "on conflict (location, path) do update
            set hash = excluded.hash, decoder = excluded.decoder, descriptor = excluded.descriptor"
        );
        Ok(())
    }

    /// Forgets files that are gone.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_files(&mut self, location: &str, paths: &[String]) -> Result<(), StoreError> {
        bulk_delete!(self, "delete from files where (location, path)", paths, |tuple, path| {
            tuple.push_bind(location.to_owned()).push_bind(path.clone());
        });
        Ok(())
    }
}
