//! `GET /api/v1/insights`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{InsightQuery, Insights, Problem};

use super::ApiState;
use super::failure::Failure;
use super::parameters::Parameters;
use super::problems;

/// What is wrong with how things hang together.
///
/// Findings of all rules, the heaviest first: dependency cycles, databases that teams share, critical things that depend on
/// less critical ones, and more. Each has the exact way, the owners, why it matters and how to mend it.
#[utoipa::path(
    get,
    path = "/api/v1/insights",
    tag = "graph",
    operation_id = "list_insights",
    params(
        ("rule" = Option<Vec<String>>, Query, description = "Only findings of these rules; repeated or between commas"),
        ("severity" = Option<String>, Query, description = "`high`, `medium` or `low`"),
        ("owner" = Option<String>, Query, description = "Only what names something that this team owns"),
        ("entity" = Option<String>, Query, description = "Only what names this entity, by its reference with the kind"),
        ("accepted" = Option<bool>, Query, description = "True for those that are to stay, too"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of findings", body = Insights),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn insights(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<Insights>, Failure> {
    let query = InsightQuery {
        rules: parameters.names("rule"),
        severity: parameters.one("severity")?,
        owner: parameters.one("owner")?,
        entity: parameters.one("entity")?,
        accepted: accepted(parameters.one("accepted")?.as_deref())?,
        limit: parameters.number("limit")?,
        cursor: parameters.one("cursor")?,
    };
    parameters.finish()?;
    Ok(Json(state.portal.insights(&query).await?))
}

fn accepted(text: Option<&str>) -> Result<bool, Failure> {
    match text {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => Err(problems::invalid_parameter("accepted", other, "one of true, false")),
    }
}
