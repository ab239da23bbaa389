//! `GET /api/v1/initiatives/{initiative}/rollup.csv`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{InitiativeGroup, InitiativeQuery, Problem, RollupBy};

use super::rollup::grouping;
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::csv::write;

const COLUMNS: [&str; 8] = ["of", "title", "entities", "reached", "failing", "unknown", "exempt", "left"];

/// How far each team, system, domain or tier is, as a table.
///
/// One header line, then one line a group. Cells that a spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}/rollup.csv",
    tag = "initiatives",
    operation_id = "export_initiative_rollup",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("by" = Option<RollupBy>, Query, description = "As for the roll-up"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
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
    let initiative = portal.initiative(&name, &InitiativeQuery::default()).await?;
    let rollup = portal.initiative_rollup(&name, by).await?;
    let page = Page { lines: write(rollup.items.iter().map(cells)), next: None };
    let file = format!("{}-{}", initiative.name, by.as_str());
    Ok(download(&file, write([COLUMNS.map(str::to_owned)]), page, |_| async { Ok(None) }))
}

fn cells(group: &InitiativeGroup) -> Vec<String> {
    let counts = &group.counts;
    let mut cells = vec![group.of.clone().unwrap_or_default(), group.title.clone().unwrap_or_default()];
    let numbers = [counts.entities, counts.reached, counts.failing, counts.unknown, counts.exempt, counts.left()];
    cells.extend(numbers.iter().map(u64::to_string));
    cells
}
