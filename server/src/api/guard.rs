//! Reading, where that takes a token.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::ApiState;
use super::failure::Failure;
use crate::auth::{Caller, Reading, Scope};

/// What everybody may ask: whether the process lives.
const OPEN: [&str; 2] = ["/healthz", "/readyz"];
/// What is below has a guard of its own: signatures.
const SIGNED: &str = "/webhooks/";

/// Lets through who may read. What takes more than reading is decided by its handler.
pub(super) async fn guard(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if state.auth.reading() == Reading::Open || OPEN.contains(&path) || path.starts_with(SIGNED) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let allowed = match Caller::from_request_parts(&mut parts, &state).await {
        Ok(caller) => caller.may_see(&Scope::Read).map_err(Failure::from),
        Err(failure) => Err(failure),
    };
    match allowed {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(failure) => failure.into_response(),
    }
}
