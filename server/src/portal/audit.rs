//! The audit log, a page at a time.

use catalog_schema::wire::{AuditEntry, AuditList, PageQuery, Problem};

use super::problems::unavailable;
use super::{CatalogPortal, cursor};
use crate::clock::rfc3339;
use crate::lists::problems::invalid_limit;
use crate::store::{AuditRow, StoreError};

const DEFAULT_LIMIT: u32 = 100;
const MAX_LIMIT: u32 = 1_000;

pub(super) async fn audit(portal: &CatalogPortal, query: &PageQuery) -> Result<AuditList, Problem> {
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(invalid_limit(limit, MAX_LIMIT));
    }
    let live = portal.cell.load();
    let before: Option<String> = query.cursor.as_deref().map(|text| cursor::decode(live.epoch(), text)).transpose()?;
    let failed = |error: StoreError| unavailable(&error);
    let mut tx = portal.store.read().await.map_err(failed)?;
    let mut rows = tx.audit_before(before.as_deref(), limit + 1).await.map_err(failed)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| cursor::encode(live.epoch(), &row.id));
    Ok(AuditList { items: rows.into_iter().map(to_wire).collect(), next_cursor, revision: live.revision() })
}

fn to_wire(row: AuditRow) -> AuditEntry {
    AuditEntry {
        id: row.id,
        at: rfc3339(row.at).unwrap_or_default(),
        actor: row.actor,
        action: row.action,
        subject: row.subject,
        detail: row.detail,
        revision: row.revision,
    }
}
