//! `GET /api/v1/scorecards/{scorecard}/rollup`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, RollupBy, RollupOrder, RollupQuery, ScorecardRollup};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::problems::invalid_limit;
use crate::portal::invalid_value;

/// Groups that can be asked for at once, other than all.
const MOST: u32 = 1_000;

/// What a scorecard comes to for each team, system, domain or tier.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/rollup",
    tag = "scorecards",
    operation_id = "show_scorecard_rollup",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("by" = Option<RollupBy>, Query, description = "What to group entities by; the whole organisation if left out. \
            With `tree` a team counts what the teams below it own, too"),
        ("order" = Option<RollupOrder>, Query, description = "Which come first: by `name`, with what belongs to none last; \
            with `-failing` those in which the most entities fail a rule, with `-points` those that reach the greatest share \
            of points, with `points` the least; by name if left out"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many are told; all if left out"),
    ),
    responses(
        (status = 200, description = "The groups", body = ScorecardRollup),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn rollup(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<ScorecardRollup>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let (by, order) = (grouping(&mut parameters)?, ordering(&mut parameters)?);
    let limit = parameters.number("limit")?;
    parameters.finish()?;
    if let Some(limit) = limit.filter(|limit| !(1..=MOST).contains(limit)) {
        return Err(invalid_limit(limit, MOST).into());
    }
    Ok(Json(state.portal.scorecard_rollup(&name, &RollupQuery { by, order, limit }).await?))
}

fn ordering(parameters: &mut Parameters) -> Result<RollupOrder, Failure> {
    let Some(order) = parameters.one("order")? else { return Ok(RollupOrder::default()) };
    let names: Vec<&str> = RollupOrder::ALL.into_iter().map(RollupOrder::as_str).collect();
    Ok(RollupOrder::parse(&order).ok_or_else(|| invalid_value("order", &order, &names.join(", ")))?)
}

/// What to group by.
pub(super) fn grouping(parameters: &mut Parameters) -> Result<RollupBy, Failure> {
    let Some(by) = parameters.one("by")? else { return Ok(RollupBy::default()) };
    let names: Vec<&str> = RollupBy::ALL.into_iter().map(RollupBy::as_str).collect();
    Ok(RollupBy::parse(&by).ok_or_else(|| invalid_value("by", &by, &names.join(", ")))?)
}
