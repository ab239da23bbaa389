//! `PUT /api/v1/entities/{kind}/{namespace}/{name}`

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use catalog_schema::wire::{Problem, PushOutcome};

use super::precondition::expected;
use crate::api::ApiState;
use crate::api::entity_path::EntityPath;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};
use crate::managed::Edit;

/// Keeps an entity in the portal itself.
///
/// Takes one descriptor of this entity, as YAML or JSON. An entity that a file describes is changed there; with `overlay`,
/// the descriptor adds fields that no file has. Takes the scope `admin`.
#[utoipa::path(
    put,
    path = "/api/v1/entities/{kind}/{namespace}/{name}",
    tag = "entities",
    operation_id = "put_entity",
    params(
        ("kind" = String, Path, description = "Such as `component`, in any case"),
        ("namespace" = String, Path, description = "Such as `default`, in any case"),
        ("name" = String, Path, description = "In any case"),
        ("overlay" = Option<bool>, Query, description = "Add fields to what a file describes"),
        ("If-Match" = Option<String>, Header, description = "The entity's `entity_revision` as it was seen, in quotes: if it was \
            changed since, nothing is written"),
        ("If-None-Match" = Option<String>, Header, description = "`*`: only where there is none yet"),
    ),
    request_body(
        description = "The descriptor, at most 1 MiB",
        content((String = "application/yaml"), (serde_json::Value = "application/json")),
    ),
    responses(
        (status = 200, description = "What changed", body = PushOutcome),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "A file describes it, or with `overlay` none does", body = Problem,
            content_type = "application/problem+json"),
        (status = 412, description = "It is not as it was expected", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The descriptor has errors, which `diagnostics` say", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer, or others write all the time", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn put(
    State(state): State<ApiState>,
    caller: Caller,
    EntityPath(entity_ref): EntityPath,
    mut parameters: Parameters,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<PushOutcome>, Failure> {
    let overlay = parameters.flag("overlay")?;
    parameters.finish()?;
    let actor = caller.must(&Scope::Admin)?;
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => problems::body_too_large(1 << 20, "a descriptor seldom comes near"),
        _ => problems::invalid_body(&rejection.body_text()),
    })?;
    let text = String::from_utf8(body.into()).map_err(|error| problems::invalid_body(&error.to_string()))?;
    let edit = Edit { text, overlay, expected: expected(&headers)? };
    Ok(Json(state.managed.put(&entity_ref, &edit, actor.name()).await?))
}
