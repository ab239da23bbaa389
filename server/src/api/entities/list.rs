//! `GET /api/v1/entities`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{EntityList, ListQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// A page of entities.
#[utoipa::path(
    get,
    path = "/api/v1/entities",
    tag = "entities",
    operation_id = "list_entities",
    params(
        ("filter" = Option<Vec<String>>, Query, description = "Conditions joined by commas, such as \
            `kind=component,owner=payments,tier=1`: `key=value`, `key!=value`, `key` (it has one) or `!key` (it has \
            none). All keys must hold; the same key twice means either. Values with commas go in double quotes. May \
            repeat: an entity matches if one of the filters does"),
        ("also" = Option<Vec<String>>, Query, description = "Filters that must hold besides. May repeat: every one of \
            them must"),
        ("q" = Option<String>, Query, description = "Only entities that match these words"),
        ("order" = Option<String>, Query, description = "A field, with `-` before it for descending, such as \
            `-measures.dependents` or `measures.reach`; by name if left out"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 50 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before, or the \
            `previous_cursor` of the page after"),
    ),
    responses(
        (status = 200, description = "A page of entities", body = EntityList),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is of a catalog that is no more", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<EntityList>, Failure> {
    let query = ListQuery {
        filter: parameters.all("filter"),
        also: parameters.all("also"),
        q: parameters.one("q")?,
        order: parameters.one("order")?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.list(&query).await?))
}
