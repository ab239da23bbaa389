//! `POST /api/v1/scorecards/simulate` and `POST /api/v1/scorecards/{scorecard}/simulate`

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use catalog_schema::wire::{Problem, Simulation, SimulationQuery, SimulationRequest};

use crate::api::ApiState;
use crate::api::body;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// The largest body, in bytes, after it is decompressed: of JSON a text may take twice its length.
const LARGEST: usize = 2 << 20;

/// Try a scorecard.
///
/// What a definition would say of the live catalog, whether there is a scorecard of its name or not: who comes to pass, to fail
/// or to be unknown, whose level moves, and what the rules see of those. Nothing is written. One simulation at a time, of 20 s
/// at most; the definition may have 1 MiB. Takes the scope `dry-run`, where not everybody may read.
#[utoipa::path(
    post,
    path = "/api/v1/scorecards/simulate",
    tag = "scorecards",
    operation_id = "simulate_any_scorecard",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many entities are told; 100 if left \
            out. The table has all"),
    ),
    request_body(
        description = "A `kind: Scorecard` document",
        content((SimulationRequest = "application/json"), (String = "application/yaml")),
    ),
    responses(
        (status = 200, description = "What it would say", body = Simulation),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds; none is needed where everybody may read", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is neither JSON nor YAML", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The definition has errors, which `diagnostics` say with line and column",
            body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many at once, or it takes too long", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn any(
    State(state): State<ApiState>,
    caller: Caller,
    mut parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Simulation>, Failure> {
    let limit = parameters.number("limit")?;
    parameters.finish()?;
    let query = SimulationQuery { limit, ..taken(&state, &caller, &headers, body).await? };
    Ok(Json(state.portal.simulate(query).await?))
}

/// Try a change of a scorecard.
///
/// As `POST /api/v1/scorecards/simulate`, of a definition that is of this scorecard.
#[utoipa::path(
    post,
    path = "/api/v1/scorecards/{scorecard}/simulate",
    tag = "scorecards",
    operation_id = "simulate_scorecard",
    params(
        ("scorecard" = String, Path, description = "The scorecard's name, in any case"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many entities are told; 100 if left \
            out. The table has all"),
    ),
    request_body(
        description = "A `kind: Scorecard` document",
        content((SimulationRequest = "application/json"), (String = "application/yaml")),
    ),
    responses(
        (status = 200, description = "What it would say", body = Simulation),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds; none is needed where everybody may read", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such scorecard", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is neither JSON nor YAML", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The definition has errors, which `diagnostics` say with line and column, or is of \
            another scorecard", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many at once, or it takes too long", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn one(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Simulation>, Failure> {
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let limit = parameters.number("limit")?;
    parameters.finish()?;
    let query = SimulationQuery { limit, ..taken(&state, &caller, &headers, body).await? };
    Ok(Json(state.portal.simulate(of(&state, &name, query).await?).await?))
}

/// The same question of a scorecard that there is.
///
/// # Errors
/// 404 `scorecard_not_found`.
pub(super) async fn of(state: &ApiState, name: &str, query: SimulationQuery) -> Result<SimulationQuery, Problem> {
    let name = state.portal.scorecard(name).await?.name;
    Ok(SimulationQuery { scorecard: Some(name), ..query })
}

/// The definition that somebody sends who may try one.
pub(super) async fn taken(
    state: &ApiState,
    caller: &Caller,
    headers: &HeaderMap,
    body: Body,
) -> Result<SimulationQuery, Failure> {
    caller.may_see(&Scope::DryRun)?;
    let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_json = match named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/json" => true,
        "application/yaml" | "application/x-yaml" | "text/yaml" => false,
        _ => return Err(problems::unsupported_media_type(named)),
    };
    let _upload = state.uploads.try_acquire().map_err(|_| problems::too_many_definitions())?;
    let broken = |why: String| problems::invalid_body(&why);
    let whole = body::whole(headers, body, LARGEST).await;
    let bytes = whole.map_err(|unread| unread.told("a scorecard may have 1 MiB", broken))?;
    let definition = match is_json {
        true => {
            let request: Result<SimulationRequest, _> = serde_json::from_slice(&bytes);
            request.map_err(|error| problems::invalid_body(&error.to_string()))?.definition
        }
        false => String::from_utf8(bytes).map_err(|error| problems::invalid_body(&error.to_string()))?,
    };
    Ok(SimulationQuery { definition, ..SimulationQuery::default() })
}
