//! The drawing of the overview: few cards, one step.

use std::cmp::Reverse;
use std::collections::HashMap;

use catalog_schema::wire::{Entity, Graph, GraphEdge, GraphNode, Relations};

use super::row::{How, Row};
use crate::drawing::Picture;

/// Neighbours in the drawing at most.
pub(in crate::pages::entity) const SHOWN: usize = 14;

/// The entity between what needs it and what it needs, and how many neighbours there are where not all are drawn.
///
/// Those are drawn that most depend on, then the most critical. An API on the way is told on the arrow.
pub(in crate::pages::entity) fn small_picture(
    entity: &Entity,
    graph: &Graph,
    relations: &Relations,
    depends_on: &[Row],
    needed_by: &[Row],
) -> (Picture, Option<usize>) {
    let mut neighbours: Vec<&GraphNode> = Vec::new();
    for row in depends_on.iter().chain(needed_by) {
        if !neighbours.iter().any(|known| known.entity_ref == row.node.entity_ref) {
            neighbours.push(&row.node);
        }
    }
    let (nodes, all) = most_needed(entity, graph, relations, neighbours);
    let label = format!("What {} depends on and what needs it", entity.display_name());
    let mut picture = Picture::of_nodes(label, &entity.entity_ref, &nodes);
    let name = entity.display_name();
    for row in depends_on {
        let title = sentences(name, &row.name(), row);
        picture.point(&entity.entity_ref, &row.node.entity_ref, title);
    }
    for row in needed_by {
        let title = sentences(&row.name(), name, row);
        picture.point(&row.node.entity_ref, &entity.entity_ref, title);
    }
    (picture, all)
}

/// A system or domain with its parts and what these need of each other.
pub(in crate::pages::entity) fn parts_picture(
    entity: &Entity,
    graph: &Graph,
    relations: &Relations,
) -> (Picture, Option<usize>) {
    let is_part = |node: &&GraphNode| {
        let found = |edge: &GraphEdge| {
            edge.relation == "partOf" && edge.from == node.entity_ref && edge.to == entity.entity_ref
        };
        graph.edges.iter().any(found)
    };
    let parts = graph.nodes.iter().filter(is_part).collect();
    let (nodes, all) = most_needed(entity, graph, relations, parts);
    let label = format!("What {} is made of", entity.display_name());
    let mut picture = Picture::of_nodes(label, &entity.entity_ref, &nodes);
    graph.edges.iter().for_each(|edge| picture.connect(edge));
    picture.thin_out();
    (picture, all)
}

/// The root and the most important of these; how many there are where some are left out.
fn most_needed(
    entity: &Entity,
    graph: &Graph,
    relations: &Relations,
    mut neighbours: Vec<&GraphNode>,
) -> (Vec<GraphNode>, Option<usize>) {
    let dependents: HashMap<&str, u32> =
        relations.items.iter().map(|item| (item.entity_ref.as_str(), item.dependents)).collect();
    let count = neighbours.len();
    neighbours.sort_by_key(|node| {
        let known = dependents.get(node.entity_ref.as_str()).copied().unwrap_or(0);
        (Reverse(known), node.tier.unwrap_or(u8::MAX), &node.entity_ref)
    });
    neighbours.truncate(SHOWN);
    let root = graph.nodes.iter().filter(|node| node.entity_ref == entity.entity_ref);
    let nodes = root.chain(neighbours).cloned().collect();
    (nodes, (count > SHOWN).then_some(count))
}

/// Every way of a row, a line each.
fn sentences(dependent: &str, on: &str, row: &Row) -> String {
    let ways = row.ways.iter().map(|way| {
        let mut said = match way.how {
            How::Directly | How::AsPart | How::Calling { .. } => format!("{dependent} depends on {on} {}", way.words()),
            How::CallingIt => format!("{dependent} calls {on}"),
            How::Providing => format!("{on} provides {dependent}"),
        };
        for note in &way.notes {
            said.push('\n');
            said.push_str(note);
        }
        said
    });
    ways.collect::<Vec<_>>().join("\n")
}
