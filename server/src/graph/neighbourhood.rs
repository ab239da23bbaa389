//! A part of the graph around one node.

use catalog_schema::model::{EntityRef, RelationType};
use catalog_schema::wire::{self, GraphEdge, GraphNode, GraphQuery, Problem};
use petgraph::Direction::{self, Incoming, Outgoing};

use super::{Edge, GraphView, RelationId, Slot, SlotSet};
use crate::lists::problems;
use crate::live::Live;

/// Nodes in one answer at most.
const MAX_NODES: usize = 2_000;
/// Edges in one answer at most.
const MAX_EDGES: usize = 10_000;
/// How far an answer may reach.
const MAX_DEPTH: u32 = 10;

/// The nodes within `depth` edges of the root, and every edge of the relations asked for that joins two of them.
///
/// An answer holds at most 2,000 nodes and 10,000 edges; beyond, the farther nodes (among equally far ones, the later
/// references) are left out and `truncated` is set.
///
/// # Errors
/// 400 `invalid_ref`, `invalid_depth` or `unknown_relation`; 404 `entity_not_found` where nothing in the catalog is, or
/// refers to, the root.
pub fn graph(live: &Live, query: &GraphQuery) -> Result<wire::Graph, Problem> {
    let root: EntityRef = query.root.parse().map_err(|error| problems::invalid_ref(&error))?;
    let depth = query.depth.unwrap_or(1);
    if !(1..=MAX_DEPTH).contains(&depth) {
        let detail = format!("depth is {depth}; it must be between 1 and {MAX_DEPTH}");
        return Err(problems::bad_request("invalid_depth", "Invalid depth", detail));
    }
    let graph = live.graph();
    let relations = relations(graph, &query.relations)?;
    let start = graph.find(root.as_str()).ok_or_else(|| problems::entity_not_found(live, &root))?;
    let directions: &[Direction] = match query.direction {
        wire::Direction::In => &[Incoming],
        wire::Direction::Out => &[Outgoing],
        wire::Direction::Both => &[Outgoing, Incoming],
    };
    let follow = |edge: &Edge| relations.as_ref().is_none_or(|ids| ids.contains(&edge.relation));
    let (reached, mut truncated) = reach(graph, start, depth, directions, follow);
    let mut within = SlotSet::with_bound(graph.bound());
    reached.iter().for_each(|&(slot, _)| _ = within.insert(slot));
    let mut edges = Vec::new();
    'nodes: for &(slot, _) in &reached {
        for edge in graph.edges(slot, Outgoing).filter(follow) {
            if !within.contains(edge.to) {
                continue;
            }
            if edges.len() == MAX_EDGES {
                truncated = true;
                break 'nodes;
            }
            edges.push(to_wire_edge(graph, edge));
        }
    }
    edges.sort_by(|left, right| (&left.from, &left.relation, &left.to).cmp(&(&right.from, &right.relation, &right.to)));
    let nodes = reached.iter().map(|&(slot, distance)| to_wire_node(live, slot, distance)).collect();
    Ok(wire::Graph { nodes, edges, truncated, revision: live.revision() })
}

/// Numbers of the relation types asked for; none for all of them. An inverse name means the same edges.
fn relations(view: &impl GraphView, names: &[String]) -> Result<Option<Vec<RelationId>>, Problem> {
    if names.is_empty() {
        return Ok(None);
    }
    let mut ids = Vec::new();
    for name in names {
        let named = relation_named(name)?;
        let forward = if named.is_forward() { named } else { named.inverse() };
        ids.extend(view.relation_id(&forward));
    }
    Ok(Some(ids))
}

/// The relation type of this name.
///
/// # Errors
/// 400 `unknown_relation`.
pub(super) fn relation_named(name: &str) -> Result<RelationType, Problem> {
    RelationType::parse(name).ok_or_else(|| {
        let known: Vec<String> = RelationType::forward_types().map(|forward| forward.to_string()).collect();
        let detail = format!("{name:?} is no relation type; there are {} and custom:<name>", known.join(", "));
        problems::bad_request("unknown_relation", "Unknown relation type", detail)
    })
}

/// The nodes with their distances, the root first, then by distance and reference; and whether some were cut off. Breadth
/// first, level by level, so that what is cut off is the farthest.
fn reach(
    view: &impl GraphView,
    start: Slot,
    depth: u32,
    directions: &[Direction],
    follow: impl Fn(&Edge) -> bool,
) -> (Vec<(Slot, u32)>, bool) {
    let mut found = vec![(start, 0)];
    let mut seen = SlotSet::with_bound(view.bound());
    seen.insert(start);
    let mut level = vec![start];
    for distance in 1..=depth {
        let mut next = Vec::new();
        for &slot in &level {
            for &direction in directions {
                let edges = view.edges(slot, direction).filter(|edge| follow(edge));
                let others = edges.map(|edge| if direction == Outgoing { edge.to } else { edge.from });
                next.extend(others.filter(|&other| seen.insert(other)));
            }
        }
        let room = MAX_NODES - found.len();
        let truncated = next.len() > room;
        if truncated {
            next.select_nth_unstable_by(room, |one, other| view.entity_ref(*one).cmp(view.entity_ref(*other)));
            next.truncate(room);
        }
        next.sort_unstable_by(|one, other| view.entity_ref(*one).cmp(view.entity_ref(*other)));
        found.extend(next.iter().map(|&slot| (slot, distance)));
        if truncated {
            return (found, true);
        }
        level = next;
    }
    (found, false)
}

fn to_wire_node(live: &Live, slot: Slot, distance: u32) -> GraphNode {
    let view = live.graph();
    let entity_ref = view.entity_ref(slot);
    let entity = view.entity(slot);
    GraphNode {
        entity_ref: entity_ref.to_string(),
        kind: entity.map_or(entity_ref.kind(), |entity| &*entity.kind).to_owned(),
        title: entity.and_then(|entity| entity.title.as_deref()).map(str::to_owned),
        entity_type: entity.and_then(|entity| entity.entity_type.as_deref()).map(str::to_owned),
        owner: entity.and_then(|entity| entity.owner.as_ref()).map(ToString::to_string),
        system: entity.and_then(|entity| entity.system.as_ref()).map(ToString::to_string),
        lifecycle: entity.and_then(|entity| entity.lifecycle.as_deref()).map(str::to_owned),
        tier: entity.and_then(|entity| entity.tier),
        health: live.row(slot).and_then(|row| row.health),
        dangling: entity.is_none(),
        distance,
    }
}

/// Where both ends declare the edge, the origin is the `from` end's, and its attributes win.
fn to_wire_edge(view: &impl GraphView, edge: Edge) -> GraphEdge {
    let declarations = view.declarations(edge);
    let mut attributes = serde_json::Map::new();
    for declaration in declarations.iter().rev() {
        attributes.extend(declaration.kept.attributes());
    }
    let origin = declarations.first().map(|first| format!("{}#{}", first.by, first.kept.origin));
    GraphEdge {
        from: view.entity_ref(edge.from).to_string(),
        to: view.entity_ref(edge.to).to_string(),
        relation: view.relation_type(edge.relation).to_string(),
        origin: origin.unwrap_or_default(),
        attributes,
    }
}
