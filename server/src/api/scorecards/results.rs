//! `GET /api/v1/scorecards/{scorecard}/results`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{Problem, ScorecardResultQuery, ScorecardResults};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// A page of the entities that a scorecard applies to, with what it says of each.
#[utoipa::path(
    get,
    path = "/api/v1/scorecards/{scorecard}/results",
    tag = "scorecards",
    operation_id = "list_scorecard_results",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("level" = Option<String>, Query, description = "Only entities at this level, by name; `none` for those that \
            reach none"),
        ("below" = Option<String>, Query, description = "Only entities that do not reach this level, by name"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the list of entities. `failing`, `passing`, \
            `unknown` and `exempt` take a rule, as `scorecard/rule`"),
        ("also" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("q" = Option<String>, Query, description = "Only entities that match these words"),
        ("order" = Option<String>, Query, description = "As for the list of entities"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 50 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before, or the \
            `previous_cursor` of the page after"),
    ),
    responses(
        (status = 200, description = "A page of entities", body = ScorecardResults),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is of a catalog that is no more", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn results(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<ScorecardResults>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = narrowed(&mut parameters)?;
    let (limit, cursor) = (parameters.number("limit")?, parameters.one("cursor")?);
    parameters.finish()?;
    let query = ScorecardResultQuery { limit, cursor, ..query };
    Ok(Json(state.portal.scorecard_results(&name, &query).await?))
}

/// Which entities, and in which order.
pub(super) fn narrowed(parameters: &mut Parameters) -> Result<ScorecardResultQuery, Failure> {
    Ok(ScorecardResultQuery {
        level: parameters.one("level")?,
        below: parameters.one("below")?,
        filter: parameters.all("filter"),
        also: parameters.all("also"),
        q: parameters.one("q")?,
        order: parameters.one("order")?,
        ..ScorecardResultQuery::default()
    })
}
