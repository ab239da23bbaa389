//! From a database to a stream.

use std::io::Write;

use serde::Serialize;

use super::ArchiveError;
use super::line::{Header, Mark, VERSION, field_to_json};
use crate::store::{Store, TABLES};

/// zstd's default trade of speed for size.
const COMPRESSION_LEVEL: i32 = 3;

/// What was archived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The catalog's revision.
    pub revision: u64,
    /// Rows of all tables.
    pub rows: u64,
}

/// Writes the catalog as one transaction sees it: consistent, whatever is written meanwhile, and nobody waits for it.
/// `progress` is told the rows so far and the rows in all.
///
/// # Errors
/// If the database fails or the stream cannot be written; what was written until then is not an archive.
pub async fn export(
    store: &Store,
    output: impl Write,
    mut progress: impl FnMut(u64, u64),
) -> Result<Exported, ArchiveError> {
    let mut tx = store.read().await?;
    tx.without_time_limit().await?;
    let head = tx.head().await?;
    let mut total = 0;
    for table in TABLES {
        total += tx.count_rows(table).await?;
    }
    let mut lines = Lines::new(output)?;
    lines.put(&Header {
        sextant: "catalog".to_owned(),
        version: VERSION,
        made_by: env!("CARGO_PKG_VERSION").to_owned(),
        epoch: head.epoch,
        revision: head.revision,
        rows: total,
    })?;
    let mut rows = 0;
    for table in TABLES {
        let columns = table.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        lines.put(&Mark::Table { table: table.name.to_owned(), columns })?;
        tx.each_row(table, |row| {
            lines.put(&row.iter().map(field_to_json).collect::<Vec<_>>())?;
            rows += 1;
            progress(rows, total);
            Ok::<_, ArchiveError>(())
        })
        .await?;
    }
    lines.end(rows)?;
    Ok(Exported { revision: head.revision, rows })
}

/// Lines of JSON, hashed, compressed and written.
struct Lines<W: Write> {
    encoder: zstd::Encoder<'static, W>,
    hash: blake3::Hasher,
    line: Vec<u8>,
}

impl<W: Write> Lines<W> {
    fn new(output: W) -> Result<Self, ArchiveError> {
        let mut encoder = zstd::Encoder::new(output, COMPRESSION_LEVEL).map_err(ArchiveError::Write)?;
        encoder.include_checksum(true).map_err(ArchiveError::Write)?;
        Ok(Self { encoder, hash: blake3::Hasher::new(), line: Vec::new() })
    }

    fn put(&mut self, line: &impl Serialize) -> Result<(), ArchiveError> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line).map_err(|error| ArchiveError::Write(error.into()))?;
        self.line.push(b'\n');
        self.hash.update(&self.line);
        self.encoder.write_all(&self.line).map_err(ArchiveError::Write)
    }

    fn end(mut self, rows: u64) -> Result<(), ArchiveError> {
        let blake3 = self.hash.finalize().to_hex().to_string();
        self.put(&Mark::End { rows, blake3 })?;
        let mut output = self.encoder.finish().map_err(ArchiveError::Write)?;
        output.flush().map_err(ArchiveError::Write)
    }
}
