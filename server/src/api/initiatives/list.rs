//! `GET /api/v1/initiatives`

use axum::Json;
use axum::extract::State;
use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{InitiativeList, InitiativeQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::lists::problems::invalid_ref;

/// All initiatives, those first that are due first, with how far everybody is; of a team or an entity those that ask
/// something of it.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives",
    tag = "initiatives",
    operation_id = "list_initiatives",
    params(
        ("team" = Option<String>, Query, description = "Only of what this team owns, by reference"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams within it own counts, too; not if left out"),
        ("entity" = Option<String>, Query, description = "Only of this entity, by reference"),
    ),
    responses(
        (status = 200, description = "The initiatives", body = InitiativeList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such team or entity", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<InitiativeList>, Failure> {
    let of_team = of_team(&mut parameters)?;
    let query = InitiativeQuery { entity: parameters.one("entity")?, ..of_team };
    parameters.finish()?;
    Ok(Json(state.portal.initiatives(&query).await?))
}

/// Of which team; a name alone is that of a group.
pub(super) fn of_team(parameters: &mut Parameters) -> Result<InitiativeQuery, Failure> {
    let (team, tree) = (parameters.one("team")?, parameters.flag("tree")?);
    let reference = |team: &String| EntityRef::parse(team, Some("group"), DEFAULT_NAMESPACE);
    let team = team.as_ref().map(reference).transpose().map_err(|error| invalid_ref(&error))?;
    Ok(InitiativeQuery { team: team.map(|team| team.to_string()), tree, entity: None })
}
