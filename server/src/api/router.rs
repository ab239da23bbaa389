//! Every route of the API.

use axum::Router;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, delete, get, post};
use tower_http::catch_panic::CatchPanicLayer;

use super::failure::Failure;
use super::layers::api_panic;
use super::{
    ApiState, at_least, audit, changes, conditional, diagnostics, entities, events, exemptions, facets, facts, graph,
    guard, headers, health, initiatives, insights, openapi, probes, problems, schemas, scorecards, search, sources,
    teams, tokens, vocabulary, webhooks,
};

/// A path and who answers there.
pub(super) type Route = (&'static str, MethodRouter<ApiState>);

/// Answers that stay the same until the catalog changes.
pub(super) fn of_a_revision() -> Vec<Route> {
    vec![
        ("/api/v1/entities/{kind}/{namespace}/{name}/relations", get(entities::relations::relations)),
        ("/api/v1/entities/{kind}/{namespace}/{name}/descriptor", get(entities::descriptor::descriptor)),
        ("/api/v1/teams", get(teams::list::list)),
        ("/api/v1/teams/{namespace}/{name}/dependencies", get(teams::dependencies::dependencies)),
        ("/api/v1/teams/{namespace}/{name}/scorecards", get(teams::scorecards::scorecards)),
        ("/api/v1/graph", get(graph::around::around)),
        ("/api/v1/graph/impact", get(graph::impact::impact)),
        ("/api/v1/graph/path", get(graph::path::path)),
        ("/api/v1/graph/cycles", get(graph::cycles::cycles)),
        ("/api/v1/graph/order", get(graph::order::order)),
        ("/api/v1/graph/common", get(graph::common::common)),
        ("/api/v1/diagnostics", get(diagnostics::diagnostics)),
    ]
}

/// Answers that stay the same until the catalog changes or is measured anew.
pub(super) fn of_a_measurement() -> Vec<Route> {
    vec![
        ("/api/v1/entities", get(entities::list::list).patch(entities::change::change)),
        ("/api/v1/entities.csv", get(entities::csv::csv).post(entities::import::import)),
        (
            "/api/v1/entities/{kind}/{namespace}/{name}",
            get(entities::show::show).put(entities::put::put).delete(entities::remove::remove),
        ),
        ("/api/v1/search", get(search::search)),
        // Filters may ask for what is measured.
        ("/api/v1/facets", get(facets::facets)),
        ("/api/v1/health", get(health::health)),
        // As facets, they count.
        ("/api/v1/fields", get(vocabulary::fields::fields)),
        (
            "/api/v1/fields/{field}",
            get(vocabulary::show_field::show_field)
                .put(vocabulary::define_field::define_field)
                .delete(vocabulary::remove_field::remove_field),
        ),
        ("/api/v1/types", get(vocabulary::types::types)),
        (
            "/api/v1/types/{kind}/{name}",
            get(vocabulary::show_type::show_type)
                .put(vocabulary::define_type::define_type)
                .delete(vocabulary::remove_type::remove_type),
        ),
    ]
}

/// Answers that stay the same until the server does not.
pub(super) fn of_a_version() -> Vec<Route> {
    vec![
        ("/api/v1/openapi.json", get(openapi::openapi)),
        ("/api/v1/schemas", get(schemas::list)),
        ("/api/v1/schemas/{file}", get(schemas::show)),
    ]
}

/// Answers that change by themselves. Sources are among them: a sync that finds nothing new makes no revision. So is
/// history: old versions are dropped without one. Findings follow the catalog by themselves, and rules read them and the
/// time. Dry runs name the revision that they were compared with. Events make no revision.
pub(super) fn of_the_moment() -> Vec<Route> {
    vec![
        ("/api/v1/entities/{kind}/{namespace}/{name}/history", get(entities::history::history)),
        ("/api/v1/entities/{kind}/{namespace}/{name}/scorecards", get(entities::scorecards::scorecards)),
        ("/api/v1/entities/{kind}/{namespace}/{name}/events", get(events::of_entity::of_entity)),
        ("/api/v1/events", get(events::list::list).post(events::push::push)),
        ("/api/v1/events.csv", get(events::csv::csv)),
        ("/api/v1/events/{id}", get(events::show::show)),
        ("/api/v1/entities/{kind}/{namespace}/{name}/facts", get(entities::facts::facts)),
        ("/api/v1/facts", post(facts::push::push)),
        ("/api/v1/scorecards", get(scorecards::list::list)),
        ("/api/v1/scorecards/simulate", post(scorecards::simulate::any)),
        ("/api/v1/scorecards/simulate.csv", post(scorecards::simulate_csv::any)),
        ("/api/v1/scorecards/{scorecard}/simulate", post(scorecards::simulate::one)),
        ("/api/v1/scorecards/{scorecard}/simulate.csv", post(scorecards::simulate_csv::one)),
        ("/api/v1/scorecards/{scorecard}", get(scorecards::show::show)),
        ("/api/v1/scorecards/{scorecard}/results", get(scorecards::results::results)),
        ("/api/v1/scorecards/{scorecard}/results.csv", get(scorecards::csv::csv)),
        ("/api/v1/scorecards/{scorecard}/rollup", get(scorecards::rollup::rollup)),
        ("/api/v1/scorecards/{scorecard}/rollup.csv", get(scorecards::rollup_csv::csv)),
        ("/api/v1/scorecards/{scorecard}/trend", get(scorecards::trend::trend)),
        ("/api/v1/scorecards/{scorecard}/trend.csv", get(scorecards::trend_csv::csv)),
        ("/api/v1/scorecards/{scorecard}/exemptions.csv", get(scorecards::exemptions_csv::csv)),
        ("/api/v1/exemptions", get(exemptions::list::list).post(exemptions::request::request)),
        ("/api/v1/exemptions/{id}/approve", post(exemptions::decide::approve)),
        ("/api/v1/exemptions/{id}/decline", post(exemptions::decide::decline)),
        ("/api/v1/exemptions/{id}/withdraw", post(exemptions::decide::withdraw)),
        ("/api/v1/initiatives", get(initiatives::list::list)),
        ("/api/v1/initiatives/{initiative}", get(initiatives::show::show)),
        ("/api/v1/initiatives/{initiative}/rollup", get(initiatives::rollup::rollup)),
        ("/api/v1/initiatives/{initiative}/rollup.csv", get(initiatives::rollup_csv::csv)),
        ("/api/v1/initiatives/{initiative}/burndown", get(initiatives::burndown::burndown)),
        ("/api/v1/initiatives/{initiative}/burndown.csv", get(initiatives::burndown_csv::csv)),
        ("/api/v1/initiatives/{initiative}/entities", get(initiatives::entities::entities)),
        ("/api/v1/initiatives/{initiative}/entities.csv", get(initiatives::csv::csv)),
        ("/api/v1/moves", get(scorecards::moves::moves)),
        ("/api/v1/moves.csv", get(scorecards::moves_csv::csv)),
        ("/api/v1/fixes", get(scorecards::fixes::fixes)),
        ("/api/v1/fixes.csv", get(scorecards::fixes_csv::csv)),
        ("/api/v1/audit", get(audit::list::list)),
        ("/api/v1/audit.csv", get(audit::csv::csv)),
        ("/api/v1/insights", get(insights::insights)),
        ("/api/v1/changes", get(changes::list::changes)),
        ("/api/v1/changes.csv", get(changes::csv::csv)),
        ("/api/v1/sources", get(sources::list::list).post(sources::add::add)),
        (
            "/api/v1/sources/{source}",
            get(sources::show::show).put(sources::change::change).delete(sources::remove::remove),
        ),
        ("/api/v1/sources/{source}/sync", post(sources::sync::sync)),
        ("/api/v1/sources/{source}/confirm", post(sources::decide::confirm)),
        ("/api/v1/sources/{source}/discard", post(sources::decide::discard)),
        ("/api/v1/sources/{source}/descriptors", post(sources::descriptors::descriptors)),
        ("/api/v1/tokens", get(tokens::list::list).post(tokens::create::create)),
        ("/api/v1/tokens/{token}", delete(tokens::revoke::revoke)),
        ("/api/v1/me", get(tokens::me::me)),
        ("/webhooks/github", post(webhooks::github::any)),
        ("/webhooks/github/{source}", post(webhooks::github::named)),
        ("/webhooks/gitlab", post(webhooks::gitlab::any)),
        ("/webhooks/gitlab/{source}", post(webhooks::gitlab::named)),
        ("/healthz", get(probes::healthz::healthz)),
        ("/readyz", get(probes::readyz::readyz)),
        ("/metrics", get(probes::metrics::metrics)),
    ]
}

/// The API. It answers for everything under `/api`, also for what is not there, and sets no fallback, so that it can be
/// merged with the pages. The whole then goes through [`layered`](super::layered).
pub fn router(state: ApiState) -> Router {
    let revision = from_fn_with_state(state.clone(), conditional::of_a_revision);
    let measurement = from_fn_with_state(state.clone(), conditional::of_a_measurement);
    let version = from_fn(conditional::of_a_version);
    collect(of_a_revision())
        .route_layer(revision)
        .merge(collect(of_a_measurement()).route_layer(measurement))
        .merge(collect(of_a_version()).route_layer(version))
        .merge(collect(of_the_moment()))
        .route_layer(from_fn_with_state(state.clone(), at_least::at_least))
        .route_layer(from_fn_with_state(state.clone(), guard::guard))
        .method_not_allowed_fallback(method_not_allowed)
        .route("/api", any(unknown_route))
        .route("/api/", any(unknown_route))
        .route("/api/{*path}", any(unknown_route))
        .layer(CatchPanicLayer::custom(api_panic))
        .layer(from_fn(headers::secure))
        .with_state(state)
}

fn collect(routes: Vec<Route>) -> Router<ApiState> {
    routes.into_iter().fold(Router::new(), |router, (path, route)| router.route(path, route))
}

async fn unknown_route(request: Request) -> Failure {
    problems::unknown_route(request.uri().path())
}

async fn method_not_allowed(request: Request) -> Failure {
    problems::method_not_allowed(request.method().as_str(), request.uri().path())
}
