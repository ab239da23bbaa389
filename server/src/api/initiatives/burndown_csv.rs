//! `GET /api/v1/initiatives/{initiative}/burndown.csv`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{InitiativeDay, Problem};

use super::list::of_team;
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::csv::write;

const COLUMNS: [&str; 7] = ["day", "entities", "reached", "failing", "unknown", "exempt", "left"];

/// How many were left on each day since the first, as a table.
///
/// One header line, then one line a day.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}/burndown.csv",
    tag = "initiatives",
    operation_id = "export_initiative_burndown",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("team" = Option<String>, Query, description = "As for the burn-down"),
        ("tree" = Option<bool>, Query, description = "As for the burn-down"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = of_team(&mut parameters)?;
    parameters.finish()?;
    let burndown = state.portal.frozen().initiative_burndown(&name, &query).await?;
    let page = Page { lines: write(burndown.days.iter().map(cells)), next: None };
    let file = format!("{}-burndown", burndown.initiative);
    Ok(download(&file, write([COLUMNS.map(str::to_owned)]), page, |_| async { Ok(None) }))
}

fn cells(day: &InitiativeDay) -> Vec<String> {
    let counts = &day.counts;
    let numbers = [counts.entities, counts.reached, counts.failing, counts.unknown, counts.exempt, counts.left()];
    std::iter::once(day.day.clone()).chain(numbers.iter().map(u64::to_string)).collect()
}
