//! `GET /api/v1/scorecards/{scorecard}/trend`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, RollupBy, ScorecardTrend};

use super::rollup::grouping;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// Days that are told where nobody asks for more or less.
const DAYS: u32 = 90;

/// What a scorecard came to day by day, for all entities or for one group of them.
///
/// It is written down once a day, at the first look of the day; of days on which no portal ran there is nothing.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/trend",
    tag = "scorecards",
    operation_id = "show_scorecard_trend",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("by" = Option<RollupBy>, Query, description = "What `of` is: `team`, `tree`, `system`, `domain` or `tier`; the \
            whole organisation if left out. With `tree` a team has what the teams below it owned on each day, too"),
        ("of" = Option<String>, Query, description = "The team, system or domain by its reference, or the tier; what \
            belongs to none if left out"),
        ("days" = Option<u32>, Query, minimum = 1, maximum = 400, description = "How many days back; 90 if left out"),
    ),
    responses(
        (status = 200, description = "The days", body = ScorecardTrend),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard, or no such team where it is grouped by tree", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn trend(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<ScorecardTrend>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let (by, of, days) = asked(&mut parameters)?;
    parameters.finish()?;
    Ok(Json(state.portal.scorecard_trend(&name, by, of.as_deref(), days).await?))
}

/// Of which group, and how many days.
pub(super) fn asked(parameters: &mut Parameters) -> Result<(RollupBy, Option<String>, u32), Failure> {
    let (by, of, days) = (grouping(parameters)?, parameters.one("of")?, parameters.number("days")?);
    Ok((by, of, days.unwrap_or(DAYS)))
}
