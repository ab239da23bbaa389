//! `PATCH /api/v1/entities`

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use catalog_schema::wire::{BulkChange, BulkOutcome, Problem};

use crate::api::ApiState;
use crate::api::body;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// The largest body, in bytes, after it is decompressed.
const LARGEST: usize = 1 << 20;

/// Changes owner, lifecycle, tier and tags of up to 1,000 entities in one transaction.
///
/// What the portal keeps is changed there; to what a file describes the portal adds fields that no file has. What a file says,
/// and what was changed since `seen`, stays as it is, and `left_out` tells why. Takes the scope `admin`.
#[utoipa::path(
    patch,
    path = "/api/v1/entities",
    tag = "entities",
    operation_id = "change_entities",
    request_body = BulkChange,
    responses(
        (status = 200, description = "What changed of each, or would", body = BulkOutcome),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is no JSON, or compressed in a way that is not taken", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Too many entities, or a descriptor that comes of it has errors", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer, or others write all the time", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<BulkOutcome>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    body::must_be(&headers, "application/json", "a change comes as JSON")?;
    let broken = |why: String| problems::invalid_body(&why);
    let whole = body::whole(&headers, body, LARGEST).await;
    let bytes = whole.map_err(|unread| unread.told("change the entities in parts", broken))?;
    let change: BulkChange = serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))?;
    Ok(Json(state.managed.change_many(&*state.portal, change, actor.name()).await?))
}
