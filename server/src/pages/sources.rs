//! `/sources/{source}/…`: what the forms of a source's page do.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{Problem, SourceChange};
use web::address::source_page;

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::auth::{Actor, Scope};
use crate::sources::registry::{RegistryError, SourceChanges};
use crate::store::Decision;

/// How long a reader waits to see what a source has.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads the source now.
pub(super) async fn sync(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    act(&state, &frame, &name, async |by: &str| state.sources.read(&name, PATIENCE, by).await.map(drop)).await
}

/// Pauses the source.
pub(super) async fn pause(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    let changes = SourceChanges { paused: Some(true), ..SourceChanges::default() };
    act(&state, &frame, &name, async |by: &str| state.sources.change(&name, &changes, by).await.map(drop)).await
}

/// Ends the pause.
pub(super) async fn resume(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    let changes = SourceChanges { paused: Some(false), ..SourceChanges::default() };
    act(&state, &frame, &name, async |by: &str| state.sources.change(&name, &changes, by).await.map(drop)).await
}

/// Lets go what is held back.
pub(super) async fn confirm(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    let decide = async |by: &str| state.sources.decide(&name, Decision::Confirmed, by).await.map(drop);
    act(&state, &frame, &name, decide).await
}

/// Keeps what is held back.
pub(super) async fn discard(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    let decide = async |by: &str| state.sources.decide(&name, Decision::Discarded, by).await.map(drop);
    act(&state, &frame, &name, decide).await
}

/// Says how the source stands to others, and what it may describe.
pub(super) async fn configure(
    State(state): State<PageState>,
    frame: Frame,
    Path(name): Path<String>,
    fields: Fields,
) -> Response {
    act(&state, &frame, &name, async |by: &str| {
        let wrong = |_| RegistryError::Invalid("the priority is a whole number".to_owned());
        let list = |name: &str| {
            let text = fields.text(name);
            let names: Vec<String> =
                text.split([',', ' ']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
            Some(names).filter(|names| !names.is_empty())
        };
        let changes = SourceChanges::of(SourceChange {
            priority: Some(fields.text("priority").parse().map_err(wrong)?),
            overlay: Some(!fields.text("overlay").is_empty()),
            kinds: Some(list("kinds")),
            namespaces: Some(list("namespaces")),
            paused: None,
            settings: None,
        })?;
        let revision = state.sources.change(&name, &changes, by).await?;
        state.portal.shown(revision).await;
        Ok(())
    })
    .await
}

/// What would go with the source.
pub(super) async fn preview(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    if let Err(problem) = frame.caller.must(&Scope::Admin) {
        return refused(&frame, &state, problem);
    }
    match state.sources.preview_removal(&name).await {
        Ok(removal) => {
            let page = web::source_removal(&frame.request, state.portal.revision(), removal);
            answer_once(&frame.request, page)
        }
        Err(error) => failed(&state, &frame, error.to_problem()),
    }
}

/// Removes the source, if what goes is what was shown.
pub(super) async fn remove(
    State(state): State<PageState>,
    frame: Frame,
    Path(name): Path<String>,
    fields: Fields,
) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    match state.sources.remove(&name, fields.text("confirm").parse().ok(), actor.name()).await {
        Ok(removal) => {
            state.portal.shown(removal.revision).await;
            to("/sources")
        }
        Err(error) => failed(&state, &frame, error.to_problem()),
    }
}

/// Does something as whoever may, and leads back to the source's page.
async fn act(
    state: &PageState,
    frame: &Frame,
    name: &str,
    action: impl AsyncFnOnce(&str) -> Result<(), RegistryError>,
) -> Response {
    let actor: Actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(frame, state, problem),
    };
    match action(actor.name()).await {
        Ok(()) => to(&source_page(name)),
        Err(error) => failed(state, frame, error.to_problem()),
    }
}

pub(super) fn failed(state: &PageState, frame: &Frame, problem: Problem) -> Response {
    answer_once(&frame.request, web::refused(&frame.request, state.portal.revision(), problem))
}

pub(super) fn to(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}
