//! Pages, where seeing them takes a token.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use web::address::with_query;

use super::state::PageState;
use crate::auth::{Caller, Reading, Scope};

/// What everybody may load: the way in and what that page is made of.
fn is_open(path: &str) -> bool {
    matches!(path, "/sign-in" | "/sign-out" | "/theme" | "/favicon.svg" | "/favicon.ico")
        || path.starts_with("/assets/")
}

/// Lets through who may read; the others are led to the page where they sign in.
pub(super) async fn guard(State(state): State<PageState>, request: Request, next: Next) -> Response {
    if state.auth.reading() == Reading::Open || is_open(request.uri().path()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match <Caller as FromRequestParts<PageState>>::from_request_parts(&mut parts, &state).await {
        Err(failure) => failure.into_response(),
        Ok(caller) if caller.may_see(&Scope::Read).is_ok() => next.run(Request::from_parts(parts, body)).await,
        Ok(_) if matches!(parts.method, Method::GET | Method::HEAD) => {
            to_sign_in(parts.uri.path_and_query().map_or("/", |asked| asked.as_str()))
        }
        Ok(_) => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// To the page where people sign in, and from there back.
pub(super) fn to_sign_in(back: &str) -> Response {
    let headers =
        [(header::LOCATION, with_query("/sign-in", [("back", back)])), (header::CACHE_CONTROL, "no-store".into())];
    (StatusCode::SEE_OTHER, headers).into_response()
}
