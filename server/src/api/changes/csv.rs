//! `GET /api/v1/changes.csv`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{ChangeList, ChangeQuery, Problem};

use super::list::only;
use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::feed::csv as table;

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
    let first = page(portal.changes(&query).await?);
    Ok(download("changes", table::header(), first, move |mark| {
        let (portal, query) = (Arc::clone(&portal), ChangeQuery { before: Some(mark), ..query.clone() });
        async move {
            match portal.changes(&query).await {
                Ok(list) => Ok(Some(page(list))),
                // The log was shortened meanwhile: what there still was is in the table.
                Err(problem) if problem.status == 410 => Ok(None),
                Err(problem) => Err(problem),
            }
        }
    }))
}

fn page(list: ChangeList) -> Page {
    Page { lines: table::rows(&list.items), next: list.next_before }
}
