//! `/exemptions`: asking for an exemption, and deciding about it.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{Exemption, ExemptionDecision, ExemptionRequest, Problem};
use web::ExemptionForm;

use super::cookies::is_own_page;
use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::guard::to_sign_in;
use super::refused::refused;
use super::state::PageState;
use crate::auth::{Actor, Scope};

/// The form, filled in with what the address says.
pub(super) async fn new(State(state): State<PageState>, frame: Frame) -> Response {
    if let Err(problem) = frame.caller.must(&Scope::Read) {
        // Who has to sign in first comes back to the form as it was filled in.
        let asked = format!("{}?{}", frame.request.path, frame.request.raw_query);
        return if problem.status == 401 { to_sign_in(&asked) } else { refused(&frame, &state, problem) };
    }
    let said = |name: &str| frame.request.query.first(name).unwrap_or_default().to_owned();
    let draft = ExemptionRequest {
        scorecard: said("scorecard"),
        rule: said("rule"),
        entity_ref: said("ref"),
        ..ExemptionRequest::default()
    };
    page(&state, &frame, ExemptionForm { draft, problem: None })
}

/// Asks for what the form says.
pub(super) async fn request(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Read) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let draft = ExemptionRequest {
        scorecard: fields.text("scorecard"),
        rule: fields.text("rule"),
        entity_ref: fields.text("ref"),
        reason: fields.raw("reason").unwrap_or_default(),
        until: fields.text("until"),
    };
    match state.exemptions.request(&draft, actor.name()).await {
        Ok(_) => to("/exemptions"),
        Err(problem) => page(&state, &frame, ExemptionForm { draft, problem: Some(problem) }),
    }
}

/// Approves a request.
pub(super) async fn approve(
    State(state): State<PageState>,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let actor = frame.caller.must(&Scope::Admin);
    decided(&state, &frame, &fields, actor, async |said, actor| state.exemptions.approve(&id, said, actor.name()).await)
        .await
}

/// Declines a request.
pub(super) async fn decline(
    State(state): State<PageState>,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let actor = frame.caller.must(&Scope::Admin);
    decided(&state, &frame, &fields, actor, async |said, actor| state.exemptions.decline(&id, said, actor.name()).await)
        .await
}

/// Takes a request back, or ends an exemption.
pub(super) async fn withdraw(
    State(state): State<PageState>,
    frame: Frame,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let actor = frame.caller.must(&Scope::Read);
    decided(&state, &frame, &fields, actor, async |said, actor| {
        state.exemptions.withdraw(&id, said, actor.name(), actor.is_admin()).await
    })
    .await
}

/// Does what who asks may do, and leads back to where the form stood.
async fn decided(
    state: &PageState,
    frame: &Frame,
    fields: &Fields,
    actor: Result<Actor, Problem>,
    step: impl AsyncFnOnce(&ExemptionDecision, &Actor) -> Result<Exemption, Problem>,
) -> Response {
    let actor = match actor {
        Ok(actor) => actor,
        Err(problem) => return refused(frame, state, problem),
    };
    let said = ExemptionDecision { comment: Some(fields.text("comment")) };
    match step(&said, &actor).await {
        Ok(_) => to(Some(fields.text("back")).filter(|back| is_own_page(back)).as_deref().unwrap_or("/exemptions")),
        Err(problem) => refused(frame, state, problem),
    }
}

fn page(state: &PageState, frame: &Frame, shown: ExemptionForm) -> Response {
    answer_once(&frame.request, web::exemption_form(&frame.request, state.portal.revision(), shown))
}

fn to(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}
