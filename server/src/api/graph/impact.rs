//! `GET /api/v1/graph/impact`

use std::io;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{Impact, ImpactDirection, ImpactQuery, Problem};

use super::direction::direction;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::graph::export::{whom_to_tell_csv, whom_to_tell_text};

/// Everything that is hit when an entity fails, and whom to tell.
///
/// By distance, each with one of the shortest ways. Counts and teams are complete, whatever the page holds.
#[utoipa::path(
    get,
    path = "/api/v1/graph/impact",
    tag = "graph",
    operation_id = "get_impact",
    params(
        ("root" = String, Query, description = "The reference of what fails, such as `component:default/orders`; the \
            kind must be there"),
        ("direction" = Option<ImpactDirection>, Query, description = "`dependents` for what is hit, `dependencies` for \
            what hits; `dependents` if left out"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 200 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
        ("format" = Option<String>, Query, description = "`text` or `csv` for the teams alone, to be told; `json` if \
            left out"),
    ),
    responses(
        (status = 200, description = "A page of entities, all teams", body = Impact),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "Nothing in the catalog is, or refers to, the root", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The catalog was restored since the cursor was given", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn impact(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = ImpactQuery {
        root: parameters.required("root")?,
        direction: direction(&mut parameters, ImpactDirection::Dependents)?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    let format = parameters.one("format")?;
    parameters.finish()?;
    let render: fn(&Impact) -> io::Result<Response> = match format.as_deref() {
        None | Some("json") => |impact| Ok(Json(impact).into_response()),
        Some("text") => |impact| {
            Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], whom_to_tell_text(impact)).into_response())
        },
        Some("csv") => |impact| {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"whom-to-tell.csv\""),
            ];
            Ok((headers, whom_to_tell_csv(impact)?).into_response())
        },
        Some(other) => return Err(problems::invalid_parameter("format", other, "one of json, text, csv")),
    };
    let impact = state.portal.impact(&query).await?;
    render(&impact).map_err(|error| {
        tracing::error!(%error, "a table cannot be written");
        problems::internal_error()
    })
}
