//! What to call things in a drawing.

use std::collections::HashMap;

use catalog_schema::wire::{Graph, GraphNode};

/// The name for people, and the reference where it is another.
pub(super) fn label(node: &GraphNode) -> String {
    match &node.title {
        Some(title) => format!("{title} ({})", node.entity_ref),
        None => node.entity_ref.clone(),
    }
}

/// The edges whose ends are both in the graph, with the places of their ends among the nodes.
pub(super) fn edges(graph: &Graph) -> impl Iterator<Item = (usize, usize, &str)> {
    let places: HashMap<&str, usize> =
        graph.nodes.iter().enumerate().map(|(place, node)| (node.entity_ref.as_str(), place)).collect();
    graph.edges.iter().filter_map(move |edge| {
        Some((*places.get(edge.from.as_str())?, *places.get(edge.to.as_str())?, edge.relation.as_str()))
    })
}

/// A text on one line: whatever breaks or steers a line becomes a blank.
pub(super) fn on_one_line(text: &str) -> impl Iterator<Item = char> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().map(move |c| if breaks(c) { ' ' } else { c })
}
