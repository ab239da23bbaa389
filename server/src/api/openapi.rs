//! `GET /api/v1/openapi.json`: the document that describes the API, made from the handlers.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::{Modify, OpenApi};

use super::failure::Failure;
use super::parameters::NoParameters;
use super::{
    audit, changes, diagnostics, entities, events, exemptions, facets, facts, graph, health, initiatives, insights,
    probes, schemas, scorecards, search, sources, teams, tokens, vocabulary, webhooks,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sextant",
        version = "1",
        description = "Reads of the catalog. Every answer names the catalog revision that it is of, and most carry an \
            ETag that stays the same until the catalog changes. What goes wrong is answered as application/problem+json \
            with a stable `code`. More fields may come within v1; none is renamed or dropped. Every answer says in \
            `Sextant-Revision` what it shows at least; sent back as `Sextant-At-Least`, the next read shows no less, \
            through any replica: it waits (5 s, or as `Prefer: wait=SECONDS` says) and then answers 503 \
            `revision_not_reached`, or 410 `revision_gone` where the catalog was restored since."
    ),
    modifiers(&AtLeast),
    paths(
        entities::list::list,
        entities::change::change,
        entities::csv::csv,
        entities::import::import,
        entities::show::show,
        entities::put::put,
        entities::remove::remove,
        entities::relations::relations,
        entities::descriptor::descriptor,
        entities::scorecards::scorecards,
        entities::history::history,
        entities::facts::facts,
        facts::push::push,
        scorecards::list::list,
        scorecards::show::show,
        scorecards::simulate::any,
        scorecards::simulate_csv::any,
        scorecards::simulate::one,
        scorecards::simulate_csv::one,
        scorecards::results::results,
        scorecards::csv::csv,
        scorecards::rollup::rollup,
        scorecards::rollup_csv::csv,
        scorecards::trend::trend,
        scorecards::trend_csv::csv,
        scorecards::exemptions_csv::csv,
        exemptions::list::list,
        exemptions::request::request,
        exemptions::decide::approve,
        exemptions::decide::decline,
        exemptions::decide::withdraw,
        scorecards::moves::moves,
        scorecards::moves_csv::csv,
        scorecards::fixes::fixes,
        scorecards::fixes_csv::csv,
        initiatives::list::list,
        initiatives::show::show,
        initiatives::rollup::rollup,
        initiatives::rollup_csv::csv,
        initiatives::burndown::burndown,
        initiatives::burndown_csv::csv,
        initiatives::entities::entities,
        initiatives::csv::csv,
        changes::list::changes,
        changes::csv::csv,
        events::list::list,
        events::push::push,
        events::csv::csv,
        events::show::show,
        events::of_entity::of_entity,
        audit::list::list,
        audit::csv::csv,
        facets::facets,
        health::health,
        insights::insights,
        teams::list::list,
        teams::dependencies::dependencies,
        teams::scorecards::scorecards,
        graph::around::around,
        graph::impact::impact,
        graph::path::path,
        graph::cycles::cycles,
        graph::order::order,
        graph::common::common,
        search::search,
        sources::list::list,
        sources::show::show,
        sources::add::add,
        sources::change::change,
        sources::remove::remove,
        sources::sync::sync,
        sources::decide::confirm,
        sources::decide::discard,
        sources::descriptors::descriptors,
        diagnostics::diagnostics,
        vocabulary::fields::fields,
        vocabulary::show_field::show_field,
        vocabulary::define_field::define_field,
        vocabulary::remove_field::remove_field,
        vocabulary::types::types,
        vocabulary::show_type::show_type,
        vocabulary::define_type::define_type,
        vocabulary::remove_type::remove_type,
        tokens::list::list,
        tokens::create::create,
        tokens::revoke::revoke,
        tokens::me::me,
        webhooks::github::any,
        webhooks::github::named,
        webhooks::gitlab::any,
        webhooks::gitlab::named,
        openapi,
        schemas::list,
        schemas::show,
        probes::healthz::healthz,
        probes::readyz::readyz,
        probes::metrics::metrics,
    )
)]
struct Document;

/// Adds what every read takes.
struct AtLeast;

impl Modify for AtLeast {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let of_api = document.paths.paths.iter_mut().filter(|(path, _)| path.starts_with("/api/"));
        for operation in of_api.filter_map(|(_, item)| item.get.as_mut()) {
            let parameter = ParameterBuilder::new()
                .name("Sextant-At-Least")
                .parameter_in(ParameterIn::Header)
                .description(Some("`REVISION` or `EPOCH:REVISION`: answer with no less than this"))
                .schema(Some(ObjectBuilder::new().schema_type(Type::String)));
            operation.parameters.get_or_insert_default().push(parameter.build().into());
        }
    }
}

/// The document as it is served: JSON with a line break at its end.
pub fn document() -> String {
    // A document is plain maps and texts, which always have a JSON form.
    let mut text = Document::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// This document.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "about",
    responses((status = 200, description = "This document", content_type = "application/json", body = Object))
)]
pub(super) async fn openapi(_: NoParameters) -> Result<Response, Failure> {
    static TEXT: LazyLock<String> = LazyLock::new(document);
    Ok(([(header::CONTENT_TYPE, "application/json")], TEXT.as_str()).into_response())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::api::router;

    #[test]
    fn the_document_has_every_route_and_no_other() {
        let routes =
            [router::of_a_revision(), router::of_a_measurement(), router::of_a_version(), router::of_the_moment()];
        let routed: BTreeSet<String> = routes.into_iter().flatten().map(|(path, _)| path.to_owned()).collect();
        let documented: BTreeSet<String> = Document::openapi().paths.paths.into_keys().collect();
        assert_eq!(routed, documented);
    }
}
