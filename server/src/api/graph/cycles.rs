//! `GET /api/v1/graph/cycles`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Cycles, PageQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// What depends on itself by way of others, and what to cut.
///
/// Sets of entities of which each depends on each other by the impact relation, the largest first.
#[utoipa::path(
    get,
    path = "/api/v1/graph/cycles",
    tag = "graph",
    operation_id = "list_cycles",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 200 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of them", body = Cycles),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The catalog was restored since the cursor was given", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn cycles(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<Cycles>, Failure> {
    let query = PageQuery { limit: parameters.number("limit")?, cursor: parameters.one("cursor")? };
    parameters.finish()?;
    Ok(Json(state.portal.cycles(&query).await?))
}
