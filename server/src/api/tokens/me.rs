//! `GET /api/v1/me`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, Token};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::auth::{Caller, Scope};

/// The token that asks: what it may do, and until when.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    tag = "tokens",
    operation_id = "show_me",
    responses(
        (status = 200, description = "The token", body = Token),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn me(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
) -> Result<Json<Token>, Failure> {
    caller.must(&Scope::Read)?;
    // Who passed has a token.
    let row = caller.token().map(|(row, _)| row.clone());
    let row = row.ok_or_else(crate::api::problems::internal_error)?;
    Ok(Json(state.auth.tell(row)))
}
