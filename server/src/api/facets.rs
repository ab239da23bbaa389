//! `GET /api/v1/facets`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{FacetQuery, Facets, Problem};

use super::ApiState;
use super::failure::Failure;
use super::parameters::Parameters;

/// Values of each facet where the query does not say.
const DEFAULT_LIMIT: u32 = 100;

/// How many entities have each value of a field.
///
/// A filter on a field does not narrow the counts of that very field, so that they say what another choice would give.
#[utoipa::path(
    get,
    path = "/api/v1/facets",
    tag = "entities",
    operation_id = "count_facets",
    params(
        ("facet" = Option<Vec<String>>, Query, description = "Fields to count, such as `owner`; repeated or between \
            commas. All if left out"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("also" = Option<Vec<String>>, Query, description = "As for the list of entities; these narrow all counts"),
        ("q" = Option<String>, Query, description = "Only entities that match these words"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 10_000, description = "Values of each facet, the most \
            frequent first; 100 if left out. `left_out` says how many more there are"),
    ),
    responses(
        (status = 200, description = "Counts by facet and value", body = Facets),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn facets(State(state): State<ApiState>, mut parameters: Parameters) -> Result<Json<Facets>, Failure> {
    let query = FacetQuery {
        facet: parameters.names("facet"),
        filter: parameters.all("filter"),
        also: parameters.all("also"),
        q: parameters.one("q")?,
        limit: Some(parameters.number("limit")?.unwrap_or(DEFAULT_LIMIT)),
    };
    parameters.finish()?;
    Ok(Json(state.portal.facets(&query).await?))
}
