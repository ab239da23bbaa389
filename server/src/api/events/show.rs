//! `GET /api/v1/events/{id}`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::Problem;

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;

/// One event whole, as a CloudEvent in the structured mode.
#[utoipa::path(
    get,
    path = "/api/v1/events/{id}",
    tag = "events",
    operation_id = "get_event",
    params(("id" = String, Path, description = "The `id` of the list of events")),
    responses(
        (status = 200, description = "The event", content_type = "application/cloudevents+json", body = Object),
        (status = 400, description = "The path is not UTF-8", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such event", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn show(
    State(state): State<ApiState>,
    id: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Response, Failure> {
    let Path(id) = id.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let event = state.portal.event(&id).await?;
    Ok(([(header::CONTENT_TYPE, "application/cloudevents+json")], event).into_response())
}
