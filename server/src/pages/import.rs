//! `/import`: a table of entities for the portal to keep.

use axum::extract::State;
use axum::response::Response;
use web::TableImport;

use super::fields::Fields;
use super::frame::{Frame, answer_once};
use super::refused::refused;
use super::state::PageState;
use crate::auth::Scope;
use crate::managed::TableOptions;

/// A box for the table.
pub(super) async fn show(State(state): State<PageState>, frame: Frame) -> Response {
    match frame.caller.must(&Scope::Admin) {
        Ok(_) => page(&state, &frame, TableImport::default()),
        Err(problem) => refused(&frame, &state, problem),
    }
}

/// What would become of its rows, or what became of them.
pub(super) async fn take(State(state): State<PageState>, frame: Frame, fields: Fields) -> Response {
    let actor = match frame.caller.must(&Scope::Admin) {
        Ok(actor) => actor,
        Err(problem) => return refused(&frame, &state, problem),
    };
    let table = fields.raw("table").unwrap_or_default();
    let action = fields.text("action");
    let dry_run = !action.starts_with("save");
    let options = TableOptions { dry_run, only_right: action == "save-right" };
    let shown = match state.managed.take_table(table.as_bytes(), options, actor.name()).await {
        Ok(outcome) => TableImport { table, outcome: Some(outcome), problem: None },
        Err(problem) => TableImport { table, outcome: None, problem: Some(problem) },
    };
    page(&state, &frame, shown)
}

fn page(state: &PageState, frame: &Frame, shown: TableImport) -> Response {
    answer_once(&frame.request, web::table_import(&frame.request, state.portal.revision(), shown))
}
