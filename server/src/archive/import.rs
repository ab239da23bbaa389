//! From a stream to a database.

use std::io::{BufRead, BufReader, Read};

use serde_json::Value as Json;

use super::ArchiveError;
use super::line::{Header, Mark, VERSION, field_from_json};
use crate::store::{BATCH, Store, TABLES, Table, Tx, Value};

/// The longest line: far above any row, and a bound for what a hostile stream makes us hold.
const LINE_LIMIT: u64 = 256 * 1024 * 1024;

/// Which history of revisions the catalog goes on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// The archive's: the catalog moved, and nothing went back.
    Kept,
    /// A new one: the catalog went back to an earlier state, so that what was known of later revisions holds no more.
    New,
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The catalog's revision.
    pub revision: u64,
    /// Rows of all tables.
    pub rows: u64,
}

/// Fills the database from an archive, in one transaction that commits after the archive's checksum was found right: all of
/// it or nothing. `replace` lets it take the place of a catalog that is there.
///
/// # Errors
/// If there is a catalog and `replace` is not said, the archive is damaged, cut off or of a later release, or the database
/// fails. The database is as before then.
pub async fn import(
    store: &Store,
    input: impl Read,
    epoch: Epoch,
    replace: bool,
    mut progress: impl FnMut(u64, u64),
) -> Result<Imported, ArchiveError> {
    let mut lines = Lines::new(input)?;
    let header = lines.header()?;
    let mut tx = store.write().await?;
    tx.without_time_limit().await?;
    tx.lock_head().await?;
    let revision = tx.head().await?.revision;
    if !replace && (revision > 0 || !tx.locations().await?.is_empty()) {
        return Err(ArchiveError::NotEmpty { revision });
    }
    tx.delete_everything().await?;
    let rows = fill(&mut tx, &mut lines, &header, |rows| progress(rows, header.rows)).await?;
    if tx.count_rows(&TABLES[0]).await? != 1 {
        return Err(lines.damaged("it has no head row"));
    }
    if epoch == Epoch::New {
        tx.new_epoch().await?;
    }
    tx.commit().await?;
    Ok(Imported { revision: header.revision, rows })
}

/// The table whose rows are being read: where each field of a line goes, and what is not inserted yet.
struct Filling {
    table: &'static Table,
    places: Vec<usize>,
    batch: Vec<Vec<Value>>,
}

async fn fill(
    tx: &mut Tx,
    lines: &mut Lines<impl Read>,
    header: &Header,
    mut progress: impl FnMut(u64),
) -> Result<u64, ArchiveError> {
    let mut filling: Option<Filling> = None;
    let mut rows = 0;
    loop {
        let before = lines.hash.finalize();
        let line = lines.next()?;
        if let Json::Array(fields) = line {
            let Some(current) = &mut filling else { return Err(lines.damaged("a row before the first table")) };
            let row = current.row(fields).ok_or_else(|| lines.damaged("a row that does not fit its table"))?;
            current.batch.push(row);
            rows += 1;
            progress(rows);
            if current.batch.len() == BATCH {
                tx.insert_rows(current.table, &current.batch).await?;
                current.batch.clear();
            }
            continue;
        }
        if let Some(done) = filling.take() {
            tx.insert_rows(done.table, &done.batch).await?;
        }
        match serde_json::from_value(line) {
            Ok(Mark::Table { table, columns }) => filling = Some(Filling::new(&table, &columns, header)?),
            Ok(Mark::End { rows: counted, blake3 }) => {
                if counted != rows || before.to_hex().as_str() != blake3 {
                    return Err(lines.damaged("the checksum does not fit"));
                }
                lines.expect_end()?;
                return Ok(rows);
            }
            Err(_) => return Err(lines.damaged("neither a row nor a table nor the end")),
        }
    }
}

impl Filling {
    fn new(name: &str, columns: &[String], header: &Header) -> Result<Self, ArchiveError> {
        let newer = |what| ArchiveError::Newer { what, made_by: header.made_by.clone() };
        let table = TABLES.iter().find(|table| table.name == name);
        let table = table.ok_or_else(|| newer(format!("the table {name}")))?;
        let mut places = Vec::with_capacity(columns.len());
        for column in columns {
            let place = table.columns.iter().position(|(known, _)| known == column);
            places.push(place.ok_or_else(|| newer(format!("the column {column} of the table {name}")))?);
        }
        Ok(Self { table, places, batch: Vec::with_capacity(BATCH) })
    }

    /// None where the fields are not those of a row of the table. A column that the archive does not have is null.
    fn row(&self, fields: Vec<Json>) -> Option<Vec<Value>> {
        if fields.len() != self.places.len() {
            return None;
        }
        let mut row = vec![Value::Null; self.table.columns.len()];
        for (place, field) in self.places.iter().zip(fields) {
            let (_, column_type) = self.table.columns.get(*place)?;
            *row.get_mut(*place)? = field_from_json(field, *column_type)?;
        }
        Some(row)
    }
}

/// Lines of JSON, decompressed and hashed.
struct Lines<R: Read> {
    input: BufReader<zstd::Decoder<'static, BufReader<R>>>,
    hash: blake3::Hasher,
    line: Vec<u8>,
    number: u64,
}

impl<R: Read> Lines<R> {
    fn new(input: R) -> Result<Self, ArchiveError> {
        let decoder = zstd::Decoder::new(input).map_err(|error| ArchiveError::Damaged {
            line: 1,
            detail: format!("it cannot be decompressed ({error})"),
        })?;
        Ok(Self { input: BufReader::new(decoder), hash: blake3::Hasher::new(), line: Vec::new(), number: 0 })
    }

    fn damaged(&self, detail: impl Into<String>) -> ArchiveError {
        ArchiveError::Damaged { line: self.number, detail: detail.into() }
    }

    fn read_line(&mut self) -> Result<usize, ArchiveError> {
        self.number += 1;
        self.line.clear();
        let read = (&mut self.input).take(LINE_LIMIT).read_until(b'\n', &mut self.line);
        read.map_err(|error| self.damaged(format!("it cannot be decompressed ({error})")))
    }

    fn next(&mut self) -> Result<Json, ArchiveError> {
        if self.read_line()? == 0 {
            return Err(self.damaged("it ends too early"));
        }
        self.hash.update(&self.line);
        serde_json::from_slice(&self.line).map_err(|_| self.damaged("not a line of JSON"))
    }

    fn header(&mut self) -> Result<Header, ArchiveError> {
        let line = self.next()?;
        let header: Header = serde_json::from_value(line)
            .ok()
            .filter(|header: &Header| header.sextant == "catalog")
            .ok_or_else(|| self.damaged("it is not an archive of a Sextant catalog"))?;
        if header.version > VERSION {
            return Err(ArchiveError::Newer {
                what: format!("version {} of the format", header.version),
                made_by: header.made_by,
            });
        }
        Ok(header)
    }

    /// Reads on to the end of the compressed stream, whose own checksum is looked at there.
    fn expect_end(&mut self) -> Result<(), ArchiveError> {
        match self.read_line()? {
            0 => Ok(()),
            _ => Err(self.damaged("there is more after the end")),
        }
    }
}
