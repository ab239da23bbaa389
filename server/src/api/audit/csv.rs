//! `GET /api/v1/audit.csv`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{AuditEntry, AuditList, AuditQuery, Problem};

use super::list::only;
use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::csv::write;

/// The columns, in their order.
const COLUMNS: [&str; 7] = ["at", "actor", "action", "subject", "revision", "detail", "id"];

/// Every entry of the audit log that matches, as a table.
///
/// One header line, then one line an entry, the newest first, with what was when it was asked for. Cells that a spreadsheet
/// would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/audit.csv",
    tag = "changes",
    operation_id = "export_audit",
    params(
        ("actor" = Option<String>, Query, description = "As for the audit log"),
        ("action" = Option<String>, Query, description = "As for the audit log"),
        ("subject" = Option<String>, Query, description = "As for the audit log"),
        ("since" = Option<String>, Query, description = "As for the audit log"),
        ("until" = Option<String>, Query, description = "As for the audit log"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = AuditQuery { limit: Some(PAGE_SIZE), ..only(&mut parameters)? };
    parameters.finish()?;
    let portal = Arc::clone(&state.portal);
    // What makes no sense shows with the first page, before anything has been sent.
    let first = page(portal.audit(&query).await?);
    Ok(download("audit", write([COLUMNS.map(str::to_owned)]), first, move |cursor| {
        let (portal, query) = (Arc::clone(&portal), AuditQuery { cursor: Some(cursor), ..query.clone() });
        async move { Ok(Some(page(portal.audit(&query).await?))) }
    }))
}

fn page(list: AuditList) -> Page {
    Page { lines: write(list.items.iter().map(cells)), next: list.next_cursor }
}

fn cells(entry: &AuditEntry) -> [String; COLUMNS.len()] {
    [
        entry.at.clone(),
        entry.actor.clone(),
        entry.action.clone(),
        entry.subject.clone(),
        entry.revision.map(|revision| revision.to_string()).unwrap_or_default(),
        entry.detail.to_string(),
        entry.id.clone(),
    ]
}
