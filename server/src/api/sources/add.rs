//! `POST /api/v1/sources`

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{NewSource, Problem, Source};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};
use crate::sources::directory::SOURCE_TYPE;

/// Adds a directory of the portal's machine as a source, and follows it from now on. Takes the scope `admin`.
///
/// Only below directories that the setting `directories.allowed` names, of which there is none by itself: whoever may
/// manage the portal may not read all of its machine. A source that is pushed to needs not be added: the first push does.
#[utoipa::path(
    post,
    path = "/api/v1/sources",
    tag = "sources",
    operation_id = "add_source",
    request_body = NewSource,
    responses(
        (status = 201, description = "The source, which is being read", body = Source),
        (status = 400, description = "The body does not make sense, or there is no such directory", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not, or the directory is none that may be added", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "There is such a source", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn add(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    body: Result<Json<NewSource>, JsonRejection>,
) -> Result<Response, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Json(body) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    if body.source_type != SOURCE_TYPE {
        let why = format!("a source of type {:?} cannot be added here; type is \"directory\"", body.source_type);
        return Err(problems::invalid_body(&why));
    }
    let added = state.sources.add_directory(&body.name, body.path.as_ref(), actor.name()).await;
    added.map_err(|error| error.to_problem())?;
    // A name is plain: it needs no encoding.
    let address = format!("/api/v1/sources/{}", body.name);
    let source = state.portal.source(&body.name).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(source)).into_response())
}
