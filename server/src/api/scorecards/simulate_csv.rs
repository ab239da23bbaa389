//! `POST /api/v1/scorecards/simulate.csv` and `POST /api/v1/scorecards/{scorecard}/simulate.csv`

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use catalog_schema::wire::{
    Outcome, Problem, SimulatedEntity, SimulatedOutcome, SimulatedStanding, Simulation, SimulationQuery,
    SimulationRequest,
};

use super::simulate::{of, taken};
use crate::api::ApiState;
use crate::api::download::{Page, download};
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::problems;
use crate::auth::Caller;
use crate::lists::csv::write;

const COLUMNS: [&str; 12] = [
    "ref",
    "kind",
    "title",
    "owner",
    "move",
    "level_before",
    "level_after",
    "score_before",
    "max_before",
    "score_after",
    "max_after",
    "rules",
];

/// Try a scorecard, as a table.
///
/// One header line, then one line for every entity that would change. Cells that a spreadsheet would take for a formula begin
/// with an apostrophe.
#[utoipa::path(
    post,
    path = "/api/v1/scorecards/simulate.csv",
    tag = "scorecards",
    operation_id = "export_simulation_of_any_scorecard",
    request_body(
        description = "A `kind: Scorecard` document",
        content((SimulationRequest = "application/json"), (String = "application/yaml")),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds; none is needed where everybody may read", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The definition has errors", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many at once, or it takes too long", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn any(
    State(state): State<ApiState>,
    caller: Caller,
    _: NoParameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let query = SimulationQuery { all: true, ..taken(&state, &caller, &headers, body).await? };
    Ok(table(&state.portal.simulate(query).await?))
}

/// Try a change of a scorecard, as a table.
///
/// As `POST /api/v1/scorecards/simulate.csv`, of a definition that is of this scorecard.
#[utoipa::path(
    post,
    path = "/api/v1/scorecards/{scorecard}/simulate.csv",
    tag = "scorecards",
    operation_id = "export_simulation_of_scorecard",
    params(("scorecard" = String, Path, description = "The scorecard's name, in any case")),
    request_body(
        description = "A `kind: Scorecard` document",
        content((SimulationRequest = "application/json"), (String = "application/yaml")),
    ),
    responses(
        (status = 200, description = "The table", body = String, content_type = "text/csv"),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds; none is needed where everybody may read", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The definition has errors, or is of another scorecard", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many at once, or it takes too long", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn one(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let query = SimulationQuery { all: true, ..taken(&state, &caller, &headers, body).await? };
    Ok(table(&state.portal.simulate(of(&state, &name, query).await?).await?))
}

/// All entities that are told, as a table.
pub(crate) fn table(simulation: &Simulation) -> Response {
    let page = Page { lines: write(simulation.items.iter().map(cells)), next: None };
    let name = format!("{}-simulation", simulation.scorecard);
    download(&name, write([COLUMNS.map(str::to_owned)]), page, |_| async { Ok(None) })
}

fn cells(item: &SimulatedEntity) -> [String; 12] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let level = |stand: &Option<SimulatedStanding>| stand.as_ref().and_then(|stand| stand.level.clone());
    let figure = |stand: &Option<SimulatedStanding>, of: fn(&SimulatedStanding) -> u32| {
        stand.as_ref().map(|stand| of(stand).to_string()).unwrap_or_default()
    };
    [
        item.entity_ref.clone(),
        item.kind.clone(),
        text(&item.title),
        text(&item.owner),
        item.moved.as_str().to_owned(),
        text(&level(&item.before)),
        text(&level(&item.after)),
        figure(&item.before, |stand| stand.score),
        figure(&item.before, |stand| stand.max),
        figure(&item.after, |stand| stand.score),
        figure(&item.after, |stand| stand.max),
        item.rules.iter().map(rule).collect::<Vec<_>>().join("; "),
    ]
}

/// `has-runbook: pass -> fail`
fn rule(rule: &SimulatedOutcome) -> String {
    let word = |outcome: Option<Outcome>| outcome.map_or("none", super::csv::word);
    format!("{}: {} -> {}", rule.rule, word(rule.before), word(rule.after))
}
