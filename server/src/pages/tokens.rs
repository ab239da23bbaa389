//! `/tokens`: makes and ends tokens.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::NewToken;
use web::Tokens;

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::auth::Scope;

/// The tokens that there are, for who may see them.
pub(super) async fn show(State(state): State<PageState>, frame: Frame) -> Response {
    match frame.caller.must(&Scope::Admin) {
        Ok(_) => page(&state, &frame, Tokens::default()).await,
        Err(problem) => refused(&frame, &state, problem),
    }
}

/// Makes the token of the form.
pub(super) async fn create(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let push = Some(fields.text("push")).filter(|source| !source.is_empty()).map(|source| format!("push:{source}"));
    let scopes = fields.all("scope").into_iter().chain(push).collect();
    let draft = NewToken { name: fields.text("name"), scopes, expires_in: Some(fields.text("expires_in")) };
    let shown = match state.auth.create_as_told(&draft, &actor).await {
        Ok(created) => Tokens { created: Some(created), ..Tokens::default() },
        Err(problem) => Tokens { problem: Some(problem), draft, ..Tokens::default() },
    };
    page(&state, &frame, shown).await
}

/// Ends the token of the form.
pub(super) async fn revoke(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    match state.auth.revoke(&fields.text("token"), actor.name()).await {
        Ok(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, "/tokens")]).into_response(),
        Err(error) => {
            let shown = Tokens { problem: Some(error.to_problem()), ..Tokens::default() };
            page(&state, &frame, shown).await
        }
    }
}

async fn page(state: &PageState, frame: &Frame, mut shown: Tokens) -> Response {
    match state.auth.told().await {
        Ok(items) => shown.items = items,
        Err(problem) => shown.problem = Some(problem),
    }
    let page = web::tokens(&frame.request, state.portal.revision(), shown);
    answer_once(&frame.request, page)
}
