//! `GET /api/v1/graph/path`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{PathQuery, Paths, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// A shortest way from one entity to another, or all ways up to a length.
///
/// By the impact relation, from what is hit to what hits it; or along relations.
#[utoipa::path(
    get,
    path = "/api/v1/graph/path",
    tag = "graph",
    operation_id = "get_path",
    params(
        ("from" = String, Query, description = "The reference to begin with; the kind must be there"),
        ("to" = String, Query, description = "The reference to end with; the kind must be there"),
        ("relations" = Option<Vec<String>>, Query, description = "Relation types to follow, such as `dependsOn`, \
            repeated or between commas; an inverse name follows the same edges backwards. The impact relation if left \
            out"),
        ("all" = Option<bool>, Query, description = "All ways that meet no entity twice, rather than a shortest one"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "With `all`, how many ways at most; \
            100 if left out"),
        ("max_length" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Steps of a way at most. With \
            `all` no more than 30, and 10 if left out; else 1,000 if left out"),
    ),
    responses(
        (status = 200, description = "Ways, the shorter ones first; none where there is no way", body = Paths),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "Nothing in the catalog is, or refers to, an end", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn path(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<Paths>, Failure> {
    let query = PathQuery {
        from: parameters.required("from")?,
        to: parameters.required("to")?,
        relations: parameters.names("relations"),
        all: parameters.flag("all")?,
        limit: parameters.number("limit")?,
        max_length: parameters.number("max_length")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.paths(&query).await?))
}
