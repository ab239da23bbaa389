//! `GET /api/v1/tokens`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{Problem, TokenList};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::auth::{Caller, Scope};

/// All tokens, without their secrets. Takes the scope `admin`.
#[utoipa::path(
    get,
    path = "/api/v1/tokens",
    tag = "tokens",
    operation_id = "list_tokens",
    responses(
        (status = 200, description = "The tokens, the newest first", body = TokenList),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
) -> Result<Json<TokenList>, Failure> {
    caller.must(&Scope::Admin)?;
    Ok(Json(TokenList { items: state.auth.told().await? }))
}
