//! `GET /api/v1/graph/order`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{DependencyOrder, OrderQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// Entities in an order in which nothing comes before what it depends on.
///
/// By the impact relation. What depends on each other in a cycle comes as one group.
#[utoipa::path(
    get,
    path = "/api/v1/graph/order",
    tag = "graph",
    operation_id = "get_dependency_order",
    params(
        ("root" = Option<Vec<String>>, Query, description = "References of entities, which come with all that they \
            depend on; may be repeated. If left out, everything that depends on something, or on which something depends"),
        ("only" = Option<bool>, Query, description = "Leave out what they depend on"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size in groups; 200 if left \
            out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of groups", body = DependencyOrder),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "Nothing in the catalog is, or refers to, a root", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The catalog was restored since the cursor was given", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn order(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<DependencyOrder>, Failure> {
    let query = OrderQuery {
        roots: parameters.all("root"),
        only: parameters.flag("only")?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.order(&query).await?))
}
