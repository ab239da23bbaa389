//! Pages that not everybody may have.

use axum::response::Response;
use catalog_schema::wire::Problem;

use super::frame::{Frame, answer_once};
use super::guard::to_sign_in;
use super::state::PageState;

/// Who has not signed in is asked to; others are told what is in the way.
pub(super) fn refused(frame: &Frame, state: &PageState, problem: Problem) -> Response {
    match problem.status {
        401 => to_sign_in(&frame.request.path),
        _ => answer_once(&frame.request, web::refused(&frame.request, state.portal.revision(), problem)),
    }
}
