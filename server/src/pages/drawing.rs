//! `/graph.svg`: the drawing of the page `/graph` as a file.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use web::portal::Portal;

use super::headers;

/// Draws what the page draws for the same query. Where there is nothing to draw, leads to the page, which says why.
pub(super) async fn serve(State(portal): State<Arc<dyn Portal>>, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let Ok(svg) = web::graph_svg(&*portal, &web::Query::parse(&query)).await else {
        return (StatusCode::SEE_OTHER, [(header::LOCATION, format!("/graph?{query}"))]).into_response();
    };
    let about: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"graph.svg\""),
        (header::CACHE_CONTROL, "private, no-cache"),
    ];
    let mut response = (about, svg).into_response();
    headers::secure(response.headers_mut(), None);
    response
}
