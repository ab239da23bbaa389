//! `GET /api/v1/search`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, SearchQuery, SearchResults};

use super::ApiState;
use super::failure::Failure;
use super::parameters::Parameters;

/// Entities that match words, best first.
///
/// Every word must match somewhere, the last one as the beginning of a word; where nothing does, words may be misspelt,
/// and then left out, which `matched` says. Names go before titles, those before running text, and among equals what more
/// stands on. `"words in quotes"` match in their order, `field:value` narrows as a filter does, and a `-` before any of
/// them rules it out.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    tag = "search",
    operation_id = "search",
    params(
        ("q" = String, Query, description = "Words as a person types them; no text is wrong"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 100, description = "How many hits; 20 if left out"),
        ("offset" = Option<u32>, Query, description = "Hits to skip; 0 if left out"),
        ("facet" = Option<Vec<String>>, Query, description = "Fields to count over all hits; repeated or between \
            commas. None if left out"),
    ),
    responses(
        (status = 200, description = "Hits", body = SearchResults),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn search(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<SearchResults>, Failure> {
    let query = SearchQuery {
        q: parameters.required("q")?,
        filter: parameters.all("filter"),
        limit: parameters.number("limit")?,
        offset: parameters.number("offset")?,
        facet: parameters.names("facet"),
    };
    parameters.finish()?;
    Ok(Json(state.portal.search(&query).await?))
}
