//! The routes of the pages.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use web::portal::Portal;

use super::state::PageState;
use super::{
    assets, badge, bulk, document, drawing, editor, exemptions, favicon, guard, import, my_teams, new_source, settings,
    sign_in, simulate, sources, theme, tokens,
};
use crate::auth::Auth;
use crate::exemptions::Exemptions;
use crate::managed::Managed;
use crate::sources::registry::Registry;
use crate::vocabulary::Vocabularies;

/// Answers for every address of the pages. What is no other route is a page or the not-found page, so it is to be
/// merged where no other fallback is set.
pub fn router(
    portal: Arc<dyn Portal>,
    auth: Auth,
    managed: Managed,
    sources: Registry,
    vocabularies: Vocabularies,
    exemptions: Exemptions,
) -> Router {
    let state = PageState { portal, auth, managed, sources, vocabularies, exemptions };
    let guard = from_fn_with_state(state.clone(), guard::guard);
    Router::new()
        .route("/assets/{name}", get(assets::serve))
        .route("/favicon.svg", get(favicon::serve))
        .route("/favicon.ico", get(favicon::redirect))
        .route("/graph.svg", get(drawing::serve))
        .route("/badge/{kind}/{namespace}/{file}", get(badge::serve))
        .route("/theme", get(theme::choose))
        .route("/my-teams", get(my_teams::choose))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/tokens", get(tokens::show).post(tokens::create))
        .route("/tokens/revoke", post(tokens::revoke))
        .route("/settings/fields", get(settings::fields).post(settings::define_field))
        .route("/settings/fields/remove", post(settings::remove_field))
        .route("/settings/types", get(settings::types).post(settings::define_type))
        .route("/settings/types/remove", post(settings::remove_type))
        .route("/new", get(editor::new).post(editor::make))
        .route("/import", get(import::show).post(import::take))
        .route("/catalog/edit", post(bulk::edit))
        .route("/catalog/{kind}/{namespace}/{name}/edit", get(editor::show).post(editor::change))
        .route("/exemptions", get(document::serve).post(exemptions::request))
        .route("/exemptions/new", get(exemptions::new))
        .route("/exemptions/{id}/approve", post(exemptions::approve))
        .route("/exemptions/{id}/decline", post(exemptions::decline))
        .route("/exemptions/{id}/withdraw", post(exemptions::withdraw))
        .route("/scorecards/{name}/simulate", get(simulate::show).post(simulate::run))
        .route("/sources", get(document::serve).post(new_source::add))
        .route("/sources/{source}/sync", post(sources::sync))
        .route("/sources/{source}/pause", post(sources::pause))
        .route("/sources/{source}/resume", post(sources::resume))
        .route("/sources/{source}/confirm", post(sources::confirm))
        .route("/sources/{source}/discard", post(sources::discard))
        .route("/sources/{source}/settings", post(sources::configure))
        .route("/sources/{source}/remove", get(sources::preview).post(sources::remove))
        .fallback(document::serve)
        .layer(guard)
        .with_state(state)
}
