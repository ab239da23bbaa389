//! An API that others consume and that nobody wrote down.

use petgraph::Direction::Incoming;

use crate::graph::{GraphView, RelationId, Slot};
use crate::insights::finding::Severity;
use crate::insights::{Found, Ground, Rule};

pub(in crate::insights) static RULE: Rule = Rule {
    id: "missing-contract",
    title: "Consumed API without a contract",
    why: "Without a contract nobody can tell whether a change breaks those who consume the API, before it does.",
    fix: "Add the OpenAPI, AsyncAPI, GraphQL or Protocol Buffers document: `spec.definition` with `$text: ./openapi.yaml` \
          takes it from the repository.",
    find,
};

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let graph = ground.live.graph();
    let mut all = Vec::new();
    for (api, _) in ground.of_kinds(&["api"]) {
        if graph.entity(api).is_none_or(|entity| entity.has_contract) {
            continue;
        }
        let consumers: Vec<Slot> = graph.neighbours(api, Incoming, RelationId::CONSUMES_API).collect();
        if consumers.is_empty() {
            continue;
        }
        let message = format!(
            "{} has no contract, and {} {} it",
            ground.name(api),
            ground.names(&consumers, 3),
            if consumers.len() == 1 { "consumes" } else { "consume" }
        );
        let severity = if consumers.len() > 4 { Severity::High } else { Severity::Medium };
        let mut path = consumers;
        path.push(api);
        all.push(Found::new(severity, api, path, message).told_by(vec![api]));
    }
    all
}
