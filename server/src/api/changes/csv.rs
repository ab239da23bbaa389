//! `GET /api/v1/changes.csv`

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{ChangeList, ChangeQuery, Problem};
use futures_util::stream::{Stream, try_unfold};
use web::portal::Portal;

use super::list::only;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::clock::{now_ms, rfc3339};
use crate::feed::csv as table;

/// Changes in memory at once.
const PAGE_SIZE: u32 = 1_000;

/// Every change that matches, as a table.
///
/// One header line, then one line a change, the newest first, as far back as the log goes. Cells that a spreadsheet would
/// take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/changes.csv",
    tag = "changes",
    operation_id = "export_changes",
    params(
        ("before" = Option<String>, Query, description = "As for the list of changes; `now` if left out"),
        ("kind" = Option<String>, Query, description = "As for the list of changes"),
        ("owner" = Option<String>, Query, description = "As for the list of changes"),
        ("source" = Option<String>, Query, description = "As for the list of changes"),
        ("event" = Option<String>, Query, description = "As for the list of changes"),
        ("entity" = Option<String>, Query, description = "As for the list of changes"),
        ("author" = Option<String>, Query, description = "As for the list of changes"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The log does not reach back to `before`, or the catalog was restored",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = ChangeQuery {
        before: parameters.one("before")?.or_else(|| Some("now".to_owned())),
        limit: Some(PAGE_SIZE),
        only: only(&mut parameters)?,
        ..ChangeQuery::default()
    };
    parameters.finish()?;
    let portal = Arc::clone(&state.portal);
    // What makes no sense shows with the first page, before anything has been sent.
    let first = portal.changes(&query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file_name())),
    ];
    Ok((headers, Body::from_stream(pages(portal, query, first))).into_response())
}

/// `changes-2026-11-21.csv`
fn file_name() -> String {
    match rfc3339(now_ms()).as_deref().and_then(|now| now.split_once('T')) {
        Some((date, _)) => format!("changes-{date}.csv"),
        None => "changes.csv".to_owned(),
    }
}

/// What is written next.
enum Next {
    Header(ChangeList),
    Page(ChangeList),
    Before(String),
}

/// The table in pieces. A piece that cannot be made ends the answer before its end, which the receiver notices; where
/// the log was shortened meanwhile, the table ends with what there still was.
fn pages(
    portal: Arc<dyn Portal>,
    query: ChangeQuery,
    first: ChangeList,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    try_unfold(Some(Next::Header(first)), move |next| {
        let portal = Arc::clone(&portal);
        let query = query.clone();
        async move {
            let page = match next {
                None => return Ok(None),
                Some(Next::Header(first)) => return Ok(Some((table::header()?, Some(Next::Page(first))))),
                Some(Next::Page(page)) => page,
                Some(Next::Before(mark)) => match portal.changes(&ChangeQuery { before: Some(mark), ..query }).await {
                    Ok(page) => page,
                    Err(problem) if problem.status == 410 => return Ok(None),
                    Err(problem) => return Err(io::Error::other(problem.detail)),
                },
            };
            Ok(Some((table::rows(&page.items)?, page.next_before.map(Next::Before))))
        }
    })
}
