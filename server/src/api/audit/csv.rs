//! `GET /api/v1/audit.csv`

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{AuditEntry, AuditList, AuditQuery, Problem};
use futures_util::stream::{Stream, try_unfold};
use web::portal::Portal;

use super::list::only;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::clock::{day, now_ms};
use crate::lists::csv::write;

/// Entries in memory at once.
const PAGE_SIZE: u32 = 1_000;

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
    let first = portal.audit(&query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"audit-{}.csv\"", day(now_ms()))),
    ];
    Ok((headers, Body::from_stream(pages(portal, query, first))).into_response())
}

/// What is written next.
enum Next {
    Header(AuditList),
    Page(AuditList),
    After(String),
}

/// The table in pieces. A piece that cannot be made ends the answer before its end, which the receiver notices.
fn pages(
    portal: Arc<dyn Portal>,
    query: AuditQuery,
    first: AuditList,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    try_unfold(Some(Next::Header(first)), move |next| {
        let portal = Arc::clone(&portal);
        let query = query.clone();
        async move {
            let page = match next {
                None => return Ok(None),
                Some(Next::Header(first)) => {
                    return Ok(Some((write([COLUMNS.map(str::to_owned)])?, Some(Next::Page(first)))));
                }
                Some(Next::Page(page)) => page,
                Some(Next::After(cursor)) => {
                    let asked = portal.audit(&AuditQuery { cursor: Some(cursor), ..query }).await;
                    asked.map_err(|problem| io::Error::other(problem.detail))?
                }
            };
            Ok(Some((write(page.items.iter().map(cells))?, page.next_cursor.map(Next::After))))
        }
    })
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
