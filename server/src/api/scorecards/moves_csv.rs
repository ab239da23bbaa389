//! `GET /api/v1/moves.csv`

use axum::extract::State;
use axum::response::Response;
use catalog_schema::wire::{MoveDirection, MoveQuery, Problem, ScoreMove};

use super::moves::asked;
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::csv::write;

/// All that an answer can be made of.
const MOST: u32 = 20_000;

const COLUMNS: [&str; 11] =
    ["ref", "kind", "title", "owner", "scorecard", "rule", "was", "became", "direction", "at", "revision"];

/// What scorecards say otherwise than some days ago, as a table.
///
/// One header line, then one line a move, the latest first. Where more than 20,000 results came to be otherwise, it begins with
/// the latest moment from which on all of them are there. Cells that a spreadsheet would take for a formula begin with an
/// apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/moves.csv",
    tag = "scorecards",
    operation_id = "export_moves",
    params(
        ("scorecard" = Option<String>, Query, description = "As for the moves"),
        ("team" = Option<String>, Query, description = "As for the moves"),
        ("tree" = Option<bool>, Query, description = "As for the moves"),
        ("days" = Option<u32>, Query, minimum = 1, maximum = 365, description = "As for the moves"),
        ("direction" = Option<MoveDirection>, Query, description = "As for the moves"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard or team", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = asked(&mut parameters)?;
    parameters.finish()?;
    let moves = state.portal.moves(&MoveQuery { limit: Some(MOST), ..query }).await?;
    let page = Page { lines: write(moves.items.iter().map(cells)), next: None };
    Ok(download("moves", write([COLUMNS.map(str::to_owned)]), page, |_| async { Ok(None) }))
}

fn cells(moved: &ScoreMove) -> [String; 11] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        moved.entity_ref.clone(),
        moved.kind.clone(),
        text(&moved.title),
        text(&moved.owner),
        moved.scorecard.clone(),
        text(&moved.rule),
        text(&moved.was),
        text(&moved.became),
        moved.direction.as_str().to_owned(),
        moved.at.clone(),
        moved.revision.map(|revision| revision.to_string()).unwrap_or_default(),
    ]
}
