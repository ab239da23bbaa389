//! `GET /api/v1/initiatives/{initiative}/entities.csv`

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use catalog_schema::wire::{
    InitiativeEntities, InitiativeEntity, InitiativeEntityQuery, InitiativeLack, InitiativeQuery, Outcome, Problem,
};

use super::entities::narrowed;
use crate::api::ApiState;
use crate::api::download::{PAGE_SIZE, Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::lists::csv::write;

const COLUMNS: [&str; 8] = ["ref", "kind", "title", "owner", "state", "fails", "unknown", "exempt"];

/// The entities of whom an initiative asks something, as a table.
///
/// One header line, then one line an entity, all of one revision, with the rules that it fails, that could not be judged and
/// that it need not pass, as `scorecard/rule`. Cells that a spreadsheet would take for a formula begin with an apostrophe.
#[utoipa::path(
    get,
    path = "/api/v1/initiatives/{initiative}/entities.csv",
    tag = "initiatives",
    operation_id = "export_initiative_entities",
    params(
        ("initiative" = String, Path, description = "The initiative's name, in any case"),
        ("state" = Option<String>, Query, description = "As for the entities"),
        ("team" = Option<String>, Query, description = "As for the entities"),
        ("tree" = Option<bool>, Query, description = "As for the entities"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the entities"),
        ("also" = Option<Vec<String>>, Query, description = "As for the entities"),
        ("q" = Option<String>, Query, description = "As for the entities"),
        ("order" = Option<String>, Query, description = "As for the entities"),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "There is no such initiative, or no such team", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The search index cannot be read", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn csv(
    State(state): State<ApiState>,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = InitiativeEntityQuery { limit: Some(PAGE_SIZE), ..narrowed(&mut parameters)? };
    parameters.finish()?;
    let portal = state.portal.frozen();
    let initiative = portal.initiative(&name, &InitiativeQuery::default()).await?.name;
    // What makes no sense shows with the first page, before anything has been sent.
    let first = portal.initiative_entities(&initiative, &query).await?;
    let columns = write([COLUMNS.map(str::to_owned)]);
    Ok(download(&initiative.clone(), columns, page(&first), move |cursor| {
        let (portal, name) = (Arc::clone(&portal), initiative.clone());
        let query = InitiativeEntityQuery { cursor: Some(cursor), ..query.clone() };
        async move { Ok(Some(page(&portal.initiative_entities(&name, &query).await?))) }
    }))
}

fn page(entities: &InitiativeEntities) -> Page {
    Page { lines: write(entities.items.iter().map(cells)), next: entities.next_cursor.clone() }
}

fn cells(item: &InitiativeEntity) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let of = |outcome: Outcome| {
        let rules = item.lacks.iter().filter(|lack| lack.outcome == outcome);
        rules.map(|InitiativeLack { scorecard, rule, .. }| format!("{scorecard}/{rule}")).collect::<Vec<_>>().join(" ")
    };
    vec![
        item.entity_ref.clone(),
        item.kind.clone(),
        text(&item.title),
        text(&item.owner),
        item.state.as_str().to_owned(),
        of(Outcome::Fail),
        of(Outcome::Unknown),
        of(Outcome::Exempt),
    ]
}
