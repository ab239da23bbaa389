//! `GET /api/v1/scorecards/{scorecard}/rollup.csv`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{Problem, RollupBy, RollupGroup, RollupQuery};

use super::rollup::grouping;
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::csv::write;

/// The columns before those of levels and rules.
const COLUMNS: [&str; 8] = ["of", "title", "entities", "passing", "failing", "unknown", "score", "max"];

/// What a scorecard comes to for each team, system, domain or tier, as a table.
///
/// One header line, then one line a group, with a column for each level, and for each rule how many entities fail it. Cells
/// that a spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/rollup.csv",
    tag = "scorecards",
    operation_id = "export_scorecard_rollup",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("by" = Option<RollupBy>, Query, description = "As for the roll-up"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let by = grouping(&mut parameters)?;
    parameters.finish()?;
    let portal = state.portal.frozen();
    let scorecard = portal.scorecard(&name).await?;
    let rollup = portal.scorecard_rollup(&name, &RollupQuery { by, ..RollupQuery::default() }).await?;
    let levels = scorecard.levels.iter().map(|level| format!("level {}", level.name));
    let failing = scorecard.rules.iter().map(|rule| format!("failing {}", rule.id));
    let columns: Vec<String> = COLUMNS.into_iter().map(str::to_owned).chain(levels).chain(failing).collect();
    let page = Page { lines: write(rollup.items.iter().map(cells)), next: None };
    Ok(download(&format!("{}-{}", scorecard.name, by.as_str()), write([columns]), page, |_| async { Ok(None) }))
}

fn cells(group: &RollupGroup) -> Vec<String> {
    let counts = &group.counts;
    let mut cells = vec![group.of.clone().unwrap_or_default(), group.title.clone().unwrap_or_default()];
    let numbers = [counts.entities, counts.passing, counts.failing, counts.unknown, counts.score, counts.max];
    cells.extend(numbers.iter().map(u64::to_string));
    cells.extend(counts.levels.iter().map(|level| level.entities.to_string()));
    cells.extend(counts.rules.iter().map(|rule| rule.failed.to_string()));
    cells
}
