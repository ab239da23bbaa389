//! `GET /api/v1/moves`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{MoveDirection, MoveList, MoveQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::problems::invalid_limit;
use crate::portal::invalid_value;

/// Moves that are told at once.
const MOST: u32 = 1_000;

/// What scorecards say otherwise than some days ago: rules and levels of entities that stand elsewhere, the latest first.
///
/// What failed and passes again is none. It reaches back as far as transitions are kept.
#[utoipa::path(
    get,
    path = "/api/v1/moves",
    tag = "scorecards",
    operation_id = "list_moves",
    params(
        ("scorecard" = Option<String>, Query, description = "Only of this scorecard, in any case"),
        ("team" = Option<String>, Query, description = "Only of what this team owns, by its reference"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams below it own counts, too; not if left out"),
        ("days" = Option<u32>, Query, minimum = 1, maximum = 365, description = "How many days back; 7 if left out"),
        ("direction" = Option<MoveDirection>, Query, description = "Only for the better, or the worse"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many are told; 100 if left out"),
    ),
    responses(
        (status = 200, description = "The moves", body = MoveList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard or team", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn moves(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<MoveList>, Failure> {
    let query = asked(&mut parameters)?;
    let limit = parameters.number("limit")?;
    parameters.finish()?;
    if let Some(limit) = limit.filter(|limit| *limit > MOST) {
        return Err(invalid_limit(limit, MOST).into());
    }
    Ok(Json(state.portal.moves(&MoveQuery { limit, ..query }).await?))
}

/// Which moves, without a limit.
pub(super) fn asked(parameters: &mut Parameters) -> Result<MoveQuery, Failure> {
    let (scorecard, team) = (parameters.one("scorecard")?, parameters.one("team")?);
    let (tree, days) = (parameters.flag("tree")?, parameters.number("days")?);
    let direction = match parameters.one("direction")? {
        None => None,
        Some(name) => {
            let found = MoveDirection::ALL.into_iter().find(|direction| direction.as_str() == name);
            Some(found.ok_or_else(|| invalid_value("direction", &name, "worse, better, other"))?)
        }
    };
    Ok(MoveQuery { scorecard, team, tree, days, direction, limit: None })
}
