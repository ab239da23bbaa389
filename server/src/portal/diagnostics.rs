//! The list of all diagnostics, a page at a time.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::wire::{DiagnosticList, DiagnosticQuery, LocatedDiagnostic, Problem};

use super::problems::{invalid_value, unavailable};
use super::{CatalogPortal, cursor};
use crate::lists::problems::invalid_limit;
use crate::store::{Claim, DiagnosticKey, DiagnosticPage, DiagnosticRow, StoreError, Tx};

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
    let live = portal.cell.load();
    let after = query.cursor.as_deref().map(|text| cursor::decode(live.epoch(), text)).transpose()?;
    let page =
        DiagnosticPage { source: query.source.clone(), severity: query.severity.clone(), after, limit: limit + 1 };
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let (mut rows, total) = tx.diagnostics(&page).await.map_err(failed)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| cursor::encode(live.epoch(), &key(row)));
    let claims = claims(&mut tx, &rows).await.map_err(failed)?;
    let item = |row: DiagnosticRow| LocatedDiagnostic {
        entity: described(&row, &claims),
        source: row.source,
        location: row.address,
        diagnostic: row.diagnostic,
    };
    let items = rows.into_iter().map(item).collect();
    Ok(DiagnosticList { items, total, next_cursor, revision: live.revision() })
}

/// The claims of the files that these problems are in, by location and path.
async fn claims(tx: &mut Tx, rows: &[DiagnosticRow]) -> Result<BTreeMap<(String, String), Vec<Claim>>, StoreError> {
    let mut files: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        files.entry(&row.location).or_default().insert(row.path.clone());
    }
    let mut claims: BTreeMap<(String, String), Vec<Claim>> = BTreeMap::new();
    for (location, paths) in files {
        let paths: Vec<String> = paths.into_iter().collect();
        for claim in tx.claims_of_files(location, &paths).await? {
            claims.entry((claim.key.location.clone(), claim.key.path.clone())).or_default().push(claim);
        }
    }
    Ok(claims)
}

/// The entity whose document a problem is in: the one at its line, else the only one of the file.
fn described(row: &DiagnosticRow, claims: &BTreeMap<(String, String), Vec<Claim>>) -> Option<String> {
    let claims = claims.get(&(row.location.clone(), row.path.clone()))?;
    let at_line = |line: u32| claims.iter().find(|claim| (claim.start_line..=claim.end_line).contains(&line));
    let only = || claims.first().filter(|_| claims.len() == 1);
    row.diagnostic.line.and_then(at_line).or_else(only).map(|claim| claim.entity_ref.to_string())
}

/// Where the page ended.
fn key(row: &DiagnosticRow) -> DiagnosticKey {
    let (source, location, path) = (row.source.clone(), row.location.clone(), row.path.clone());
    DiagnosticKey(row.diagnostic.severity, source, location, path, row.position)
}
