//! `POST /api/v1/exemptions/{id}/approve`, `/decline` and `/withdraw`

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use catalog_schema::wire::{Exemption, ExemptionDecision, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// Approves a request: from now on the entity need not pass the rule, until the last day is over. Takes the scope `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/exemptions/{id}/approve",
    tag = "scorecards",
    operation_id = "approve_exemption",
    params(("id" = String, Path, description = "The request's id")),
    request_body = ExemptionDecision,
    responses(
        (status = 200, description = "The request as it is now", body = Exemption),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Nobody asked for it", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is decided already, or over", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn approve(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    body: Result<Json<ExemptionDecision>, JsonRejection>,
) -> Result<Json<Exemption>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let (id, said) = taken(path, body)?;
    Ok(Json(state.exemptions.approve(&id, &said, actor.name()).await?))
}

/// Declines a request. Takes the scope `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/exemptions/{id}/decline",
    tag = "scorecards",
    operation_id = "decline_exemption",
    params(("id" = String, Path, description = "The request's id")),
    request_body = ExemptionDecision,
    responses(
        (status = 200, description = "The request as it is now", body = Exemption),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Nobody asked for it", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is decided already, or over", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn decline(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    body: Result<Json<ExemptionDecision>, JsonRejection>,
) -> Result<Json<Exemption>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let (id, said) = taken(path, body)?;
    Ok(Json(state.exemptions.decline(&id, &said, actor.name()).await?))
}

/// Takes a request back, or ends an exemption that holds. Takes the token that asked for it, or the scope `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/exemptions/{id}/withdraw",
    tag = "scorecards",
    operation_id = "withdraw_exemption",
    params(("id" = String, Path, description = "The request's id")),
    request_body = ExemptionDecision,
    responses(
        (status = 200, description = "The request as it is now", body = Exemption),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Somebody else asked for it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Nobody asked for it", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It is decided already, or over", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    body: Result<Json<ExemptionDecision>, JsonRejection>,
) -> Result<Json<Exemption>, Failure> {
    let actor = caller.must(&Scope::Read)?;
    let (id, said) = taken(path, body)?;
    Ok(Json(state.exemptions.withdraw(&id, &said, actor.name(), actor.is_admin()).await?))
}

fn taken(
    path: Result<Path<String>, PathRejection>,
    body: Result<Json<ExemptionDecision>, JsonRejection>,
) -> Result<(String, ExemptionDecision), Failure> {
    let Path(id) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let Json(said) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    Ok((id, said))
}
