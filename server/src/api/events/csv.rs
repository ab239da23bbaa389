//! `GET /api/v1/events.csv`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{EventKind, EventList, EventQuery, Problem};

use super::list::only;
use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::events::csv as table;

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
    let first = page(portal.events(&query).await?);
    Ok(download("events", table::header(), first, move |cursor| {
        let (portal, query) = (Arc::clone(&portal), EventQuery { cursor: Some(cursor), ..query.clone() });
        async move { Ok(Some(page(portal.events(&query).await?))) }
    }))
}

fn page(list: EventList) -> Page {
    Page { lines: table::rows(&list.items), next: list.next_cursor }
}
