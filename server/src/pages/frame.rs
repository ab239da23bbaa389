//! From a request to what a page is asked with, and from a page to an answer.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use web::{PageRequest, PageResponse, Query, Visitor};

use super::state::PageState;
use super::{assets, headers, my_teams, theme};
use crate::api::Failure;
use crate::auth::{Caller, Scope};

/// A page request with who asks, and what surrounds the page.
pub(super) struct Frame {
    /// What the page is asked with.
    pub(super) request: PageRequest,
    /// Who asks.
    pub(super) caller: Caller,
}

impl FromRequestParts<PageState> for Frame {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &PageState) -> Result<Self, Failure> {
        let caller = <Caller as FromRequestParts<PageState>>::from_request_parts(parts, state).await?;
        let raw_query = parts.uri.query().unwrap_or_default();
        let nonce = if assets::NAMES.bundle.is_some() { headers::nonce() } else { None };
        let visitor = caller.token().map(|(token, scopes)| Visitor {
            name: token.name.clone(),
            scopes: scopes.to_texts(),
            is_admin: scopes.allow(&Scope::Admin),
        });
        let request = PageRequest {
            path: parts.uri.path().to_owned(),
            query: Query::parse(raw_query),
            raw_query: raw_query.to_owned(),
            theme: theme::chosen(&parts.headers),
            teams: my_teams::chosen(&parts.headers),
            visitor,
            nonce,
            assets: assets::NAMES,
            now: jiff::Timestamp::now().as_millisecond(),
        };
        Ok(Self { request, caller })
    }
}

/// The page as an answer, within what it may do.
pub(super) fn answer(request: &PageRequest, page: PageResponse) -> Response {
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, page.html).into_response();
    let response_headers = response.headers_mut();
    response_headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // A page shows one revision and one theme: asked for anew each time, but kept for going back and forward.
    response_headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers::secure(response_headers, request.nonce.as_deref());
    response
}

/// The same of a page that must not be kept anywhere.
pub(super) fn answer_once(request: &PageRequest, page: PageResponse) -> Response {
    let mut response = answer(request, page);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
