//! `POST /api/v1/exemptions`

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use catalog_schema::wire::{Exemption, ExemptionRequest, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// Asks that an entity need not pass a rule, until a day within a year. It changes nothing until somebody approves it.
/// Takes a token that may read.
#[utoipa::path(
    post,
    path = "/api/v1/exemptions",
    tag = "scorecards",
    operation_id = "request_exemption",
    request_body = ExemptionRequest,
    responses(
        (status = 201, description = "The request, which waits for a decision", body = Exemption),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard, rule or entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "The rule does not apply, or it is asked for or granted already", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Too many requests wait", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn request(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    body: Result<Json<ExemptionRequest>, JsonRejection>,
) -> Result<(StatusCode, Json<Exemption>), Failure> {
    let actor = caller.must(&Scope::Read)?;
    let Json(asked) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    Ok((StatusCode::CREATED, Json(state.exemptions.request(&asked, actor.name()).await?)))
}
