//! `GET /api/v1/entities/{kind}/{namespace}/{name}/events`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{EntityEvents, EventKind, EventQuery, Problem};

use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// What happened to one entity, the newest first; what runs where, and which incidents are open. Also of an entity that
/// is gone, by the last name that it had.
#[utoipa::path(
    get,
    path = "/api/v1/entities/{kind}/{namespace}/{name}/events",
    tag = "events",
    operation_id = "get_entity_events",
    params(
        // The segment of the path is called as the query parameter is.
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
        ("kind" = Option<EventKind>, Query, description = "Only events of this kind"),
        ("environment" = Option<String>, Query, description = "Only in this environment"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of events", body = EntityEvents),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog never had such an entity, or has forgotten it", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is from before a restore", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn of_entity(
    State(state): State<ApiState>,
    EntityPath(entity_ref): EntityPath,
    mut parameters: Parameters,
) -> Result<Json<EntityEvents>, Failure> {
    let query = EventQuery {
        kind: parameters.one("kind")?,
        environment: parameters.one("environment")?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
        ..EventQuery::default()
    };
    parameters.finish()?;
    Ok(Json(state.portal.entity_events(&entity_ref, &query).await?))
}
