//! `/scorecards/{name}/simulate`: who would change if a scorecard were another one.

use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{Problem, SimulationQuery};
use web::Simulate;

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::api::simulation_table;
use crate::auth::Scope;

/// The definition as it is, to be edited.
pub(super) async fn show(State(state): State<PageState>, frame: Frame, Path(name): Path<String>) -> Response {
    match present(&state, &name).await {
        Ok(shown) => page(&state, &frame, shown),
        Err(problem) => refused(&frame, &state, problem),
    }
}

/// The definition as somebody edited it, with what it would say; or the table of who changes.
pub(super) async fn run(
    State(state): State<PageState>,
    frame: Frame,
    Path(name): Path<String>,
    fields: Fields,
) -> Response {
    if let Err(problem) = frame.caller.may_see(&Scope::DryRun) {
        return refused(&frame, &state, problem);
    }
    let mut shown = match present(&state, &name).await {
        Ok(shown) => shown,
        Err(problem) => return refused(&frame, &state, problem),
    };
    shown.text = fields.raw("definition").unwrap_or_default();
    let query = SimulationQuery {
        scorecard: Some(shown.scorecard.name.clone()),
        definition: shown.text.clone(),
        all: fields.text("action") == "csv",
        ..SimulationQuery::default()
    };
    let is_table = query.all;
    match state.portal.simulate(query).await {
        Ok(outcome) if is_table => simulation_table(&outcome),
        Ok(outcome) => page(&state, &frame, Simulate { outcome: Some(outcome), ..shown }),
        Err(problem) => page(&state, &frame, Simulate { problem: Some(problem), ..shown }),
    }
}

async fn present(state: &PageState, name: &str) -> Result<Simulate, Problem> {
    let scorecard = state.portal.scorecard(name).await?;
    let text = state.portal.scorecard_text(name).await?;
    Ok(Simulate { scorecard, text, ..Simulate::default() })
}

fn page(state: &PageState, frame: &Frame, shown: Simulate) -> Response {
    answer_once(&frame.request, web::simulate(&frame.request, state.portal.revision(), shown))
}
