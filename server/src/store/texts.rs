//! Raw descriptor texts, content-addressed and compressed.

use std::collections::{BTreeMap, HashMap};

use super::bulk::{bulk_insert, bulk_select};
use super::head::signed;
use super::{StoreError, Tx};
use crate::clock::now_ms;

/// zstd's default trade of speed for size.
const COMPRESSION_LEVEL: i32 = 3;

/// The name of a text: the hex BLAKE3 hash of its bytes.
pub fn text_hash(text: &[u8]) -> String {
    blake3::hash(text).to_hex().to_string()
}

impl Tx {
    /// Keeps texts under their [`text_hash`]; one that is there already stays, and is noted as staged now, to
    /// the hour.
    ///
    /// # Errors
    /// If compression or the database fails.
    pub async fn put_texts(&mut self, texts: &[(String, &[u8])]) -> Result<(), StoreError> {
        let now = now_ms();
        // Each once, and all writers in one order: a statement may not meet a row twice, nor two each other halfway.
        let texts: BTreeMap<&String, &[u8]> = texts.iter().map(|(hash, text)| (hash, *text)).collect();
        let mut rows = Vec::with_capacity(texts.len());
        let failed = |error: std::io::Error| StoreError::Corrupt { what: "text", detail: error.to_string() };
        // One for all of them: to set one up takes longer than to compress a descriptor.
        let mut compressor = zstd::bulk::Compressor::new(COMPRESSION_LEVEL).map_err(failed)?;
        for (hash, text) in texts {
            let body = compressor.compress(text).map_err(failed)?;
            rows.push((hash, signed(text.len() as u64), body));
        }
        bulk_insert!(
            self,
            "insert into texts (hash, size, body, staged_at)",
            rows,
            |tuple, row| {
                tuple.push_bind(row.0.clone()).push_bind(row.1).push_bind(row.2.clone()).push_bind(now);
            },
            "on conflict (hash) do update set staged_at = excluded.staged_at
             where texts.staged_at < excluded.staged_at - 3600000"
        );
        Ok(())
    }

    /// The texts of these hashes, as far as they are kept, by hash.
    ///
    /// # Errors
    /// If the database fails or holds a body that does not decompress.
    pub async fn texts(&mut self, hashes: &[String]) -> Result<HashMap<String, Vec<u8>>, StoreError> {
        let rows =
            bulk_select!(self, (String, i64, Vec<u8>), "select hash, size, body from texts where hash", hashes, "");
        let text = |(hash, size, body): (String, i64, Vec<u8>)| {
            let size = usize::try_from(size).unwrap_or(0);
            let text = zstd::bulk::decompress(&body, size)
                .map_err(|error| StoreError::Corrupt { what: "text", detail: error.to_string() })?;
            Ok((hash, text))
        };
        rows.into_iter().map(text).collect()
    }
}
