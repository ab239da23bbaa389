//! `GET /api/v1/initiatives/{initiative}/entities`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{InitiativeEntities, InitiativeEntityQuery, Problem};

use super::list::of_team;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// A page of the entities of whom an initiative asks something, each with what it lacks and how to mend it.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}/entities",
    tag = "initiatives",
    operation_id = "list_initiative_entities",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("state" = Option<String>, Query, description = "Only entities that are so far: `left`, which is `failing` and \
            `unknown`, or one of these, `exempt` or `reached`"),
        ("team" = Option<String>, Query, description = "Only of what this team owns, by reference"),
        ("tree" = Option<bool>, Query, description = "Whether what the teams within it own counts, too; not if left out"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("also" = Option<Vec<String>>, Query, description = "As for the list of entities"),
        ("q" = Option<String>, Query, description = "Only entities that match these words"),
        ("order" = Option<String>, Query, description = "As for the list of entities"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 50 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before, or the \
            `previous_cursor` of the page after"),
    ),
    responses(
        (status = 200, description = "A page of entities", body = InitiativeEntities),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is of a catalog that is no more", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn entities(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Json<InitiativeEntities>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = narrowed(&mut parameters)?;
    let (limit, cursor) = (parameters.number("limit")?, parameters.one("cursor")?);
    parameters.finish()?;
    let query = InitiativeEntityQuery { limit, cursor, ..query };
    Ok(Json(state.portal.initiative_entities(&name, &query).await?))
}

/// Which entities, and in which order.
pub(super) fn narrowed(parameters: &mut Parameters) -> Result<InitiativeEntityQuery, Failure> {
    let state = parameters.one("state")?;
    let of = of_team(parameters)?;
    Ok(InitiativeEntityQuery {
        state,
        team: of.team,
        tree: of.tree,
        filter: parameters.all("filter"),
        also: parameters.all("also"),
        q: parameters.one("q")?,
        order: parameters.one("order")?,
        ..InitiativeEntityQuery::default()
    })
}
