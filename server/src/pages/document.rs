//! Every page.

use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::frame::{Frame, answer};
use super::state::PageState;

/// Renders the page that the address asks for.
pub(super) async fn serve(State(state): State<PageState>, method: Method, frame: Frame) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let page = web::respond(&*state.portal, &frame.request).await;
    answer(&frame.request, page)
}
