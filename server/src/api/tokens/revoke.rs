//! `DELETE /api/v1/tokens/{token}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, Token};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// Ends a token for good, and the sessions that were opened with it. Takes the scope `admin`.
#[utoipa::path(
    delete,
    path = "/api/v1/tokens/{token}",
    tag = "tokens",
    operation_id = "revoke_token",
    params(("token" = String, Path, description = "Its id or its name")),
    responses(
        (status = 200, description = "The token as it is now", body = Token),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such token holds", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn revoke(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Json<Token>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(token) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let row = state.auth.revoke(&token, actor.name()).await.map_err(|error| error.to_problem())?;
    Ok(Json(state.auth.tell(row)))
}
