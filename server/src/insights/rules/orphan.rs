//! Something that hangs on nothing and that nothing hangs on.

use petgraph::Direction::{Incoming, Outgoing};

use crate::graph::{GraphView, RelationId};
use crate::insights::finding::Severity;
use crate::insights::{Found, Ground, Rule};

pub(in crate::insights) static RULE: Rule = Rule {
    id: "orphan",
    title: "Connected with nothing",
    why: "Either its descriptor is not finished, so that every answer about what breaks is wrong, or nobody needs it any \
          more.",
    fix: "Say what it depends on, which APIs it provides and consumes, and which system it is part of; or retire it.",
    find,
};

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let graph = ground.live.graph();
    let mut all = Vec::new();
    for (slot, _) in ground.of_kinds(&["component", "api", "resource"]) {
        let mut edges = graph.edges(slot, Outgoing).chain(graph.edges(slot, Incoming));
        // Whose it is does not connect it.
        if edges.all(|edge| edge.relation == RelationId::OWNED_BY) {
            let message = format!("{} depends on nothing, provides nothing and is part of nothing", ground.name(slot));
            all.push(Found::new(Severity::Low, slot, vec![slot], message));
        }
    }
    all
}
