//! `POST /api/v1/facts`

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::{MethodRouter, post};
use catalog_schema::wire::{FactBatch, FactsPushed, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// The largest body, in bytes.
const LARGEST: usize = 4 << 20;

/// The route with its limit.
pub(in crate::api) fn route() -> MethodRouter<ApiState> {
    post(push).layer(DefaultBodyLimit::max(LARGEST))
}

/// Takes in what is known of entities and no descriptor says: test coverage, open vulnerabilities, the last test. Takes the
/// scope `facts`.
///
/// All of the batch is taken in, or, where anything is wrong, nothing. Each value is of the type that the fact's FactType
/// declares. To send the same again changes nothing, and neither does what is older than what is known.
#[utoipa::path(
    post,
    path = "/api/v1/facts",
    tag = "facts",
    operation_id = "push_facts",
    request_body = FactBatch,
    responses(
        (status = 200, description = "What became of them; `Sextant-At-Least` with the revision waits for it",
            body = FactsPushed),
        (status = 400, description = "The body does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Facts are wrong, which `items` say, or too many", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn push(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    body: Result<Json<FactBatch>, JsonRejection>,
) -> Result<Json<FactsPushed>, Failure> {
    let actor = caller.must(&Scope::Facts)?;
    let refused = |rejection: JsonRejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            let detail = format!("a body may have {} MiB; send the facts in parts", LARGEST >> 20);
            Problem::new(413, "body_too_large", "Body too large", detail).into()
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            let detail = "facts come as JSON; send them with Content-Type: application/json";
            Problem::new(415, "unsupported_media_type", "Unsupported media type", detail).into()
        }
        _ => problems::invalid_body(&rejection.body_text()),
    };
    let Json(batch) = body.map_err(refused)?;
    Ok(Json(state.portal.push_facts(actor.name(), batch).await?))
}
