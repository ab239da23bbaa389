//! `GET /api/v1/exemptions`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{ExemptionList, ExemptionQuery, ExemptionState, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// A page of the exemptions: what definitions say and what people asked for, those that wait for a decision first.
#[utoipa::path(
    get,
    path = "/api/v1/exemptions",
    tag = "scorecards",
    operation_id = "list_exemptions",
    params(
        ("state" = Option<String>, Query, description = "Only `waiting`, `approved`, `expired`, `declined` or `withdrawn` \
            ones"),
        ("scorecard" = Option<String>, Query, description = "Only of this scorecard, by name in any case"),
        ("team" = Option<String>, Query, description = "Only of what this team owns, by reference"),
        ("entity" = Option<String>, Query, description = "Only of this entity, by reference"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of exemptions", body = ExemptionList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard or entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<ExemptionList>, Failure> {
    let named = parameters.one("state")?;
    let known = |name: &String| {
        let expected = "waiting, approved, expired, declined or withdrawn";
        ExemptionState::parse(name).ok_or_else(|| problems::invalid_parameter("state", name, expected))
    };
    let query = ExemptionQuery {
        state: named.as_ref().map(known).transpose()?,
        scorecard: parameters.one("scorecard")?,
        team: parameters.one("team")?,
        entity: parameters.one("entity")?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.exemptions(&query).await?))
}
