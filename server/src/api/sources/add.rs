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
use crate::sources::kinds::RemoteSettings;

/// Adds a source, and reads it from now on. Takes the scope `admin`.
///
/// Of type `directory`, `path` is a directory of the portal's machine, only below directories that the setting `directories.allowed` names, of which there is none by itself: whoever may
/// manage the portal may not read all of its machine. Of another type, beside `name` and `type` stands what that takes in a
/// table of the configuration file (docs/reference/settings.md); secrets are referred to as `{"env": "SEXTANT_SECRET_…"}`.
/// A source that is pushed to needs not be added: the first push does.
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
    let added = match body.path {
        Some(path) if body.source_type == SOURCE_TYPE && body.settings.is_empty() => {
            state.sources.add_directory(&body.name, path.as_ref(), actor.name()).await
        }
        None if body.source_type != SOURCE_TYPE => {
            let settings = open_settings(&body.source_type, body.settings)?;
            state.sources.add_remote(&body.name, &settings, actor.name()).await
        }
        _ => {
            return Err(problems::invalid_body(
                "a source of type \"directory\" has `path` and nothing else, no other has it",
            ));
        }
    };
    added.map_err(|error| error.to_problem())?;
    // A name is plain: it needs no encoding.
    let address = format!("/api/v1/sources/{}", body.name);
    let source = state.portal.source(&body.name).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, address)], Json(source)).into_response())
}

/// What a request says that a source reads, as far as a request may.
pub(super) fn open_settings(
    source_type: &str,
    keys: std::collections::BTreeMap<String, serde_json::Value>,
) -> Result<RemoteSettings, Failure> {
    let settings = RemoteSettings::of(source_type, keys.into_iter().collect());
    let settings = settings.map_err(|why| problems::invalid_body(&why))?;
    settings.check_open().map_err(|why| problems::invalid_body(&why))?;
    Ok(settings)
}
