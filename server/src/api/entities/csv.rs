//! `GET /api/v1/entities.csv`

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{EntityList, ListQuery, Problem};
use futures_util::stream::{Stream, try_unfold};
use web::portal::Portal;

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::clock::{now_ms, rfc3339};
use crate::lists::csv as table;

/// Entities in memory at once.
const PAGE_SIZE: u32 = 1_000;

/// Every entity that matches, as a table.
///
/// One header line, then one line an entity, all of one revision. Cells that a spreadsheet would take for a formula
/// begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/entities.csv",
    tag = "entities",
    operation_id = "export_entities",
    params(
        ("filter" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("also" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("q" = Option<String>, Query, description = "Only entities that match these words"),
        ("order" = Option<String>, Query, description = "As for the list of entities"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = ListQuery {
        filter: parameters.all("filter"),
        also: parameters.all("also"),
        q: parameters.one("q")?,
        order: parameters.one("order")?,
        limit: Some(PAGE_SIZE),
        cursor: None,
    };
    parameters.finish()?;
    let portal = state.portal.frozen();
    // What makes no sense shows with the first page, before anything has been sent.
    let first = portal.list(&query).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file_name())),
    ];
    Ok((headers, Body::from_stream(pages(portal, query, first))).into_response())
}

/// `catalog-2026-11-21.csv`
fn file_name() -> String {
    match rfc3339(now_ms()).as_deref().and_then(|now| now.split_once('T')) {
        Some((date, _)) => format!("catalog-{date}.csv"),
        None => "catalog.csv".to_owned(),
    }
}

/// What is written next.
enum Next {
    Header(EntityList),
    Page(EntityList),
    After(String),
}

/// The table in pieces. A piece that cannot be made ends the answer before its end, which the receiver notices.
fn pages(
    portal: Arc<dyn Portal>,
    query: ListQuery,
    first: EntityList,
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
                    let query = ListQuery { cursor: Some(cursor), ..query };
                    portal.list(&query).await.map_err(|problem| io::Error::other(problem.detail))?
                }
            };
            Ok(Some((table::rows(&page.items)?, page.next_cursor.map(Next::After))))
        }
    })
}
