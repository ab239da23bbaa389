//! `GET /api/v1/entities.csv`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{EntityList, ListQuery, Problem};

use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::csv as table;

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
    let first = page(portal.list(&query).await?);
    Ok(download("catalog", table::header(), first, move |cursor| {
        let (portal, query) = (Arc::clone(&portal), ListQuery { cursor: Some(cursor), ..query.clone() });
        async move { Ok(Some(page(portal.list(&query).await?))) }
    }))
}

fn page(list: EntityList) -> Page {
    Page { lines: table::rows(&list.items), next: list.next_cursor }
}
