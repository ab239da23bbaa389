//! What is drawn of a graph.

use std::collections::HashSet;

use catalog_schema::wire::{Direction, Graph};

use super::colour::paint;
use super::state::{Cards, State};
use crate::address::short_name;
use crate::components::counted;
use crate::drawing::{Grouping, MAX_CARDS, Picture};

/// The drawing that the state asks for, around this root.
pub(super) fn picture(state: &State, root: &str, graph: &Graph) -> Picture {
    let node = graph.nodes.iter().find(|node| node.entity_ref == root);
    let name = node.and_then(|node| node.title.clone()).unwrap_or_else(|| short_name(root));
    let far = counted(state.depth.into(), "step", "steps");
    let label = match state.direction {
        Direction::Both => format!("What is around {name}, {far} far"),
        Direction::Out => format!("What {name} refers to, {far} far"),
        Direction::In => format!("What refers to {name}, {far} far"),
    };
    let mut picture = match grouping(state, graph) {
        None => Picture::of_each(label, root, graph),
        Some(by) => Picture::of_groups(label, root, graph, by, &apart(state, graph)),
    };
    for key in &state.expanded {
        picture.fold(key, state.with_folded(key).address());
    }
    paint(&mut picture, graph, state.colour);
    picture
}

/// What entities are put together by; nothing where each has its own card. What is drawn one by one stays so, however
/// much is expanded.
pub(super) fn grouping(state: &State, graph: &Graph) -> Option<Grouping> {
    let own = graph.nodes.iter().filter(|node| node.distance <= state.depth).count();
    match state.cards {
        Cards::Auto if own > MAX_CARDS => Some(Grouping::Owner),
        Cards::Auto | Cards::Each => None,
        Cards::Owner => Some(Grouping::Owner),
        Cards::System => Some(Grouping::System),
    }
}

/// What is drawn by itself among groups: what is expanded, and its neighbours.
fn apart<'a>(state: &'a State, graph: &'a Graph) -> HashSet<&'a str> {
    let expanded: HashSet<&str> = state.expanded.iter().map(String::as_str).collect();
    let mut apart = expanded.clone();
    for edge in &graph.edges {
        if expanded.contains(edge.from.as_str()) || expanded.contains(edge.to.as_str()) {
            apart.extend([edge.from.as_str(), edge.to.as_str()]);
        }
    }
    apart
}
