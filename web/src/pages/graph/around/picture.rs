//! What is drawn of a graph.

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
    let mut picture = match state.cards {
        Cards::Auto if graph.nodes.len() > MAX_CARDS => Picture::of_groups(label, root, graph, Grouping::Owner),
        Cards::Auto | Cards::Each => Picture::of_each(label, root, graph),
        Cards::Owner => Picture::of_groups(label, root, graph, Grouping::Owner),
        Cards::System => Picture::of_groups(label, root, graph, Grouping::System),
    };
    paint(&mut picture, graph, state.colour);
    picture
}
