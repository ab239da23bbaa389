//! `POST /api/v1/tokens`

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{CreatedToken, NewToken, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// Makes a token. Its secret is in this answer and nowhere else. Takes the scope `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/tokens",
    tag = "tokens",
    operation_id = "create_token",
    request_body = NewToken,
    responses(
        (status = 201, description = "The token with its secret", body = CreatedToken),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "A token of this name holds", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    body: Result<Json<NewToken>, JsonRejection>,
) -> Result<Response, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Json(body) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    let created = state.auth.create_as_told(&body, &actor).await?;
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(created)).into_response())
}
