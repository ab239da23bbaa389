//! `GET /api/v1/scorecards/{scorecard}/trend.csv`

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{Problem, RollupBy, ScorecardDay};

use super::trend::asked;
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::csv::write;

/// The columns before those of levels.
const COLUMNS: [&str; 7] = ["day", "entities", "passing", "failing", "unknown", "score", "max"];

/// What a scorecard came to day by day, as a table.
///
/// One header line, then one line a day, with a column for each level that the scorecard has now.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/trend.csv",
    tag = "scorecards",
    operation_id = "export_scorecard_trend",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("by" = Option<RollupBy>, Query, description = "As for the trend"),
        ("of" = Option<String>, Query, description = "As for the trend"),
        ("days" = Option<u32>, Query, minimum = 1, maximum = 400, description = "As for the trend"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard, or no such team where it is grouped by tree", body = Problem,
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
    let (by, of, days) = asked(&mut parameters)?;
    parameters.finish()?;
    let portal = state.portal.frozen();
    let levels = portal.scorecard(&name).await?.levels;
    let trend = portal.scorecard_trend(&name, by, of.as_deref(), days).await?;
    let names: Vec<String> = levels.into_iter().map(|level| level.name).collect();
    let of_levels = names.iter().map(|level| format!("level {level}"));
    let columns: Vec<String> = COLUMNS.into_iter().map(str::to_owned).chain(of_levels).collect();
    let page = Page { lines: write(trend.days.iter().map(|day| cells(day, &names))), next: None };
    Ok(download(&format!("{}-trend", trend.scorecard), write([columns]), page, |_| async { Ok(None) }))
}

fn cells(day: &ScorecardDay, levels: &[String]) -> Vec<String> {
    let counts = &day.counts;
    let numbers = [counts.entities, counts.passing, counts.failing, counts.unknown, counts.score, counts.max];
    let at = |name: &String| {
        let level = counts.levels.iter().find(|level| level.name == *name);
        level.map(|level| level.entities.to_string()).unwrap_or_default()
    };
    let cells = std::iter::once(day.day.clone()).chain(numbers.iter().map(u64::to_string));
    cells.chain(levels.iter().map(at)).collect()
}
