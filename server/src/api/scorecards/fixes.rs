//! `GET /api/v1/fixes`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{FixList, FixQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// What to mend next: rules that entities fail, ranked by the points that they give times how much stands on the entity.
#[utoipa::path(
    get,
    path = "/api/v1/fixes",
    tag = "scorecards",
    operation_id = "list_fixes",
    params(
        ("scorecard" = Option<String>, Query, description = "Only rules of this scorecard, in any case"),
        ("team" = Option<String>, Query, description = "Only of what this team owns, by its reference"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams below it own counts, too; not if left out"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many are told; 20 if left out"),
    ),
    responses(
        (status = 200, description = "The fixes", body = FixList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard or team", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn fixes(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<FixList>, Failure> {
    let query = asked(&mut parameters)?;
    let limit = parameters.number("limit")?;
    parameters.finish()?;
    Ok(Json(state.portal.fixes(&FixQuery { limit, ..query }).await?))
}

/// Which fixes, without a limit.
pub(super) fn asked(parameters: &mut Parameters) -> Result<FixQuery, Failure> {
    Ok(FixQuery {
        scorecard: parameters.one("scorecard")?,
        team: parameters.one("team")?,
        tree: parameters.flag("tree")?,
        limit: None,
    })
}
