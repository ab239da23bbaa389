//! `GET /api/v1/graph/common`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Common, CommonQuery, ImpactDirection, Problem};

use super::direction::direction;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// What several entities all depend on, or what depends on all of them.
///
/// By the impact relation, directly or not; what is near to all of them comes first.
#[utoipa::path(
    get,
    path = "/api/v1/graph/common",
    tag = "graph",
    operation_id = "get_common",
    params(
        ("ref" = Vec<String>, Query, description = "References of 2 to 10 entities, repeated; the kind must be there"),
        ("direction" = Option<ImpactDirection>, Query, description = "`dependencies` for what they depend on, \
            `dependents` for what depends on them; `dependencies` if left out"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 200 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of entities", body = Common),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "Nothing in the catalog is, or refers to, one of them", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The catalog was restored since the cursor was given", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn common(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<Common>, Failure> {
    let query = CommonQuery {
        refs: parameters.all("ref"),
        direction: direction(&mut parameters, ImpactDirection::Dependencies)?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.common(&query).await?))
}
