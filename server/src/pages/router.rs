//! The routes of the pages.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use web::portal::Portal;

use super::{assets, document, drawing, favicon, my_teams, theme};

/// Answers for every address of the pages. What is no other route is a page or the not-found page, so it is to be
/// merged where no other fallback is set.
pub fn router(portal: Arc<dyn Portal>) -> Router {
    Router::new()
        .route("/assets/{name}", get(assets::serve))
        .route("/favicon.svg", get(favicon::serve))
        .route("/favicon.ico", get(favicon::redirect))
        .route("/graph.svg", get(drawing::serve))
        .route("/theme", get(theme::choose))
        .route("/my-teams", get(my_teams::choose))
        .fallback(document::serve)
        .with_state(portal)
}
