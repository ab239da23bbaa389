//! `GET /api/v1/events.csv`

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{EventKind, EventList, EventQuery, Problem};
use futures_util::stream::{Stream, try_unfold};
use web::portal::Portal;

use super::list::only;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::clock::{day, now_ms};
use crate::events::csv as table;

/// Events in memory at once.
const PAGE_SIZE: u32 = 1_000;

/// Every event that matches, as a table.
///
/// One header line, then one line an event, the newest first. Cells that a spreadsheet would take for a formula begin
/// with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/events.csv",
    tag = "events",
    operation_id = "export_events",
    params(
        ("kind" = Option<EventKind>, Query, description = "As for the list of events"),
        ("entity" = Option<String>, Query, description = "As for the list of events"),
        ("owner" = Option<String>, Query, description = "As for the list of events"),
        ("environment" = Option<String>, Query, description = "As for the list of events"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog never had such an entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = EventQuery { limit: Some(PAGE_SIZE), ..only(&mut parameters)? };
    parameters.finish()?;
    let portal = Arc::clone(&state.portal);
    // What makes no sense shows with the first page, before anything has been sent.
    let first = portal.events(&query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"events-{}.csv\"", day(now_ms()))),
    ];
    Ok((headers, Body::from_stream(pages(portal, query, first))).into_response())
}

/// What is written next.
enum Next {
    Header(EventList),
    Page(EventList),
    After(String),
}

/// The table in pieces. A piece that cannot be made ends the answer before its end, which the receiver notices.
fn pages(
    portal: Arc<dyn Portal>,
    query: EventQuery,
    first: EventList,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    try_unfold(Some(Next::Header(first)), move |next| {
        let portal = Arc::clone(&portal);
        let query = query.clone();
        async move {
            let page = match next {
                None => return Ok(None),
                Some(Next::Header(first)) => return Ok(Some((table::header()?, Some(Next::Page(first))))),
                Some(Next::Page(page)) => page,
                Some(Next::After(cursor)) => {
                    let page = portal.events(&EventQuery { cursor: Some(cursor), ..query }).await;
                    page.map_err(|problem| io::Error::other(problem.detail))?
                }
            };
            Ok(Some((table::rows(&page.items)?, page.next_cursor.map(Next::After))))
        }
    })
}
