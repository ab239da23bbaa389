//! `GET /api/v1/events`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{EventKind, EventList, EventQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// What happened to all entities: deployments, builds, incidents, changes, releases. The newest first.
#[utoipa::path(
    get,
    path = "/api/v1/events",
    tag = "events",
    operation_id = "list_events",
    params(
        ("kind" = Option<EventKind>, Query, description = "Only of this kind"),
        ("entity" = Option<String>, Query, description = "Only of this entity, also where it is gone: `kind:namespace/name`"),
        ("owner" = Option<String>, Query, description = "Only of what this owner has now, declared or inherited"),
        ("environment" = Option<String>, Query, description = "Only in this environment"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of events", body = EventList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "The catalog never had such an entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is from before a restore", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<EventList>, Failure> {
    let only = only(&mut parameters)?;
    let query = EventQuery { limit: parameters.number("limit")?, cursor: parameters.one("cursor")?, ..only };
    parameters.finish()?;
    Ok(Json(state.portal.events(&query).await?))
}

/// The filter of a query.
pub(super) fn only(parameters: &mut Parameters) -> Result<EventQuery, Failure> {
    Ok(EventQuery {
        kind: parameters.one("kind")?,
        entity: parameters.one("entity")?,
        owner: parameters.one("owner")?,
        environment: parameters.one("environment")?,
        ..EventQuery::default()
    })
}
