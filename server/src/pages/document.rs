//! Every page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use web::portal::Portal;
use web::{PageRequest, Query};

use super::{assets, headers, my_teams, theme};

/// Renders the page that the address asks for.
pub(super) async fn serve(
    State(portal): State<Arc<dyn Portal>>,
    method: Method,
    uri: Uri,
    request_headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let raw_query = uri.query().unwrap_or_default();
    let nonce = if assets::NAMES.bundle.is_some() { headers::nonce() } else { None };
    let request = PageRequest {
        path: uri.path().to_owned(),
        query: Query::parse(raw_query),
        raw_query: raw_query.to_owned(),
        theme: theme::chosen(&request_headers),
        teams: my_teams::chosen(&request_headers),
        nonce: nonce.clone(),
        assets: assets::NAMES,
        now: jiff::Timestamp::now().as_millisecond(),
    };
    let page = web::respond(&*portal, &request).await;
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, page.html).into_response();
    let response_headers = response.headers_mut();
    response_headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // A page shows one revision and one theme: asked for anew each time, but kept for going back and forward.
    response_headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers::secure(response_headers, nonce.as_deref());
    response
}
