//! The list of all diagnostics, a page at a time.

use catalog_schema::wire::{DiagnosticList, DiagnosticQuery, LocatedDiagnostic, Problem};

use super::CatalogPortal;
use super::problems::{invalid_cursor, invalid_value, unavailable};
use crate::lists::problems::invalid_limit;
use crate::store::{DiagnosticPage, DiagnosticRow, StoreError};

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 1_000;

pub(super) async fn diagnostics(portal: &CatalogPortal, query: &DiagnosticQuery) -> Result<DiagnosticList, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    if let Some(severity) = query.severity.as_deref().filter(|value| !["error", "warning", "info"].contains(value)) {
        return Err(invalid_value("severity", severity, "error, warning, info"));
    }
    let after = query.cursor.as_deref().map(parse_cursor).transpose()?;
    let page =
        DiagnosticPage { source: query.source.clone(), severity: query.severity.clone(), after, limit: limit + 1 };
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let (mut rows, total) = tx.diagnostics(&page).await.map_err(failed)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(cursor);
    let item = |row: DiagnosticRow| LocatedDiagnostic {
        source: row.source,
        location: row.address,
        diagnostic: row.diagnostic,
    };
    let items = rows.into_iter().map(item).collect();
    Ok(DiagnosticList { items, total, next_cursor, revision: portal.cell.load().revision() })
}

/// Where the page ended: hexadecimal JSON of source, location id, path and position.
fn cursor(row: &DiagnosticRow) -> String {
    let key = serde_json::json!([row.source, row.location, row.path, row.position]).to_string();
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn parse_cursor(text: &str) -> Result<(String, String, String, u64), Problem> {
    let digits: Option<Vec<u8>> = text
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    let key = digits.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    key.ok_or_else(invalid_cursor)
}
