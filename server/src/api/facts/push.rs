//! `POST /api/v1/facts`

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use catalog_schema::wire::{FactBatch, FactsPushed, Problem};

use crate::api::ApiState;
use crate::api::body;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// The largest body, in bytes, after it is decompressed.
const LARGEST: usize = 4 << 20;

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
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
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
    headers: HeaderMap,
    body: Body,
) -> Result<Json<FactsPushed>, Failure> {
    let actor = caller.must(&Scope::Facts)?;
    body::must_be(&headers, "application/json", "a batch of facts comes as JSON")?;
    let broken = |why: String| problems::invalid_body(&why);
    let whole = body::whole(&headers, body, LARGEST).await;
    let bytes = whole.map_err(|unread| unread.told("send the facts in parts", broken))?;
    let batch: FactBatch =
        serde_json::from_slice(&bytes).map_err(|error| problems::invalid_body(&error.to_string()))?;
    Ok(Json(state.portal.push_facts(actor.name(), batch).await?))
}
