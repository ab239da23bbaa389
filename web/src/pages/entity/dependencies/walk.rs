//! Follows what an entity needs, and what needs it, step by step through the graph.
//!
//! A step is one of the impact relation (docs/concepts/impact.md): an API between a caller and what provides it is on the
//! way and no step of its own. From an API the steps lead to those who provide and call it, from a system or domain to its
//! parts and what it is part of.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Direction, Graph, GraphEdge, GraphNode, GraphQuery, Problem};

use crate::portal::Portal;

/// Nodes in one answer at most.
const MAX_NODES: usize = 1_000;
/// Nodes up to which the edges between them are asked for.
const MAX_JOINED: usize = 150;

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages::entity) enum Side {
    DependsOn,
    NeededBy,
}

/// What lies within `depth` steps on these sides of the root, the root first; then by distance and reference. With the
/// edges that were gone along, and where `joined` with those between what was found besides, up to 150 nodes.
///
/// # Errors
/// What the portal answers where there is no such root, or where it changes meanwhile: `portal` is to be a frozen one.
pub(in crate::pages::entity) async fn walk(
    portal: &dyn Portal,
    root: &EntityRef,
    sides: &[Side],
    depth: u32,
    joined: bool,
) -> Result<Graph, Problem> {
    let mut found = Found::default();
    let start = portal.graph(&query(root.as_str(), Direction::Out, &["dependsOn"])).await?;
    found.revision = start.revision;
    found.truncated |= start.truncated;
    found.nodes.extend(start.nodes.into_iter().find(|node| node.entity_ref == root.as_str()).map(at(0)));
    for &side in sides {
        found.follow(portal, root.as_str(), side, depth).await?;
    }
    if joined && found.nodes.len() <= MAX_JOINED {
        found.join(portal).await?;
    }
    Ok(found.into_graph())
}

#[derive(Default)]
struct Found {
    nodes: BTreeMap<String, GraphNode>,
    edges: BTreeMap<(String, String, String), GraphEdge>,
    truncated: bool,
    revision: u64,
}

fn at(distance: u32) -> impl Fn(GraphNode) -> (String, GraphNode) {
    move |node| (node.entity_ref.clone(), GraphNode { distance, ..node })
}

impl Found {
    /// Breadth first on one side.
    async fn follow(&mut self, portal: &dyn Portal, root: &str, side: Side, depth: u32) -> Result<(), Problem> {
        // An API may be on the way from one node and a step from another.
        let mut seen = BTreeSet::from([(root.to_owned(), false)]);
        let mut frontier = vec![root.to_owned()];
        for distance in 1..=depth {
            let mut next = Vec::new();
            let mut open: Vec<(String, bool)> = frontier.into_iter().map(|from| (from, false)).collect();
            while let Some((from, is_between)) = open.pop() {
                for (edge, node) in self.edges_of(portal, &from, questions(&from, side, is_between)).await? {
                    let other = node.entity_ref.clone();
                    if !self.nodes.contains_key(&other) && self.nodes.len() >= MAX_NODES {
                        self.truncated = true;
                        continue;
                    }
                    self.nodes.entry(other.clone()).or_insert(GraphNode { distance, ..node });
                    // An API on the way is no step: what stands behind it is as far away as the API.
                    let leads_to_api = edge.relation.ends_with("Api") && is_api(&other);
                    self.edges.insert(key(&edge), edge);
                    if !seen.insert((other.clone(), leads_to_api)) {
                        continue;
                    }
                    if leads_to_api {
                        open.push((other, true));
                    } else {
                        next.push(other);
                    }
                }
            }
            frontier = next;
        }
        Ok(())
    }

    /// What the answers to these questions about one node lead to, each with the edge.
    async fn edges_of(
        &mut self,
        portal: &dyn Portal,
        from: &str,
        questions: &[Question],
    ) -> Result<Vec<(GraphEdge, GraphNode)>, Problem> {
        let mut found = Vec::new();
        for &(direction, relations) in questions {
            let graph = portal.graph(&query(from, direction, relations)).await?;
            self.truncated |= graph.truncated;
            let nodes: HashMap<&str, &GraphNode> =
                graph.nodes.iter().map(|node| (node.entity_ref.as_str(), node)).collect();
            for edge in &graph.edges {
                let (here, other) =
                    if direction == Direction::In { (&edge.to, &edge.from) } else { (&edge.from, &edge.to) };
                if here != from || other == from || !is_followed(edge, relations) {
                    continue;
                }
                if let Some(&node) = nodes.get(other.as_str()) {
                    found.push((edge.clone(), node.clone()));
                }
            }
        }
        Ok(found)
    }

    /// Adds the edges between nodes that were found on different ways.
    async fn join(&mut self, portal: &dyn Portal) -> Result<(), Problem> {
        let all: Vec<String> = self.nodes.keys().cloned().collect();
        for from in all {
            for (edge, node) in self.edges_of(portal, &from, &[(Direction::Out, &ALL)]).await? {
                if self.nodes.contains_key(&node.entity_ref) {
                    self.edges.insert(key(&edge), edge);
                }
            }
        }
        Ok(())
    }

    fn into_graph(self) -> Graph {
        let mut nodes: Vec<GraphNode> = self.nodes.into_values().collect();
        nodes.sort_by(|one, other| (one.distance, &one.entity_ref).cmp(&(other.distance, &other.entity_ref)));
        Graph { nodes, edges: self.edges.into_values().collect(), truncated: self.truncated, revision: self.revision }
    }
}

/// Which way to ask, and for which relations.
type Question = (Direction, &'static [&'static str]);

/// Every relation that a step can go along.
const ALL: [&str; 4] = ["dependsOn", "consumesApi", "providesApi", "partOf"];

/// What to ask about a node on one side; `is_between` of an API that is passed on the way.
fn questions(from: &str, side: Side, is_between: bool) -> &'static [Question] {
    use Direction::{In, Out};
    match (side, from.split(':').next().unwrap_or_default()) {
        (Side::DependsOn, "api") if is_between => &[(In, &["providesApi"])],
        (Side::NeededBy, "api") if is_between => &[(In, &["consumesApi"])],
        (Side::DependsOn, "api") => &[(In, &["providesApi"]), (Out, &["dependsOn"])],
        (Side::NeededBy, "api") => &[(In, &["consumesApi", "dependsOn"])],
        (Side::DependsOn, "system" | "domain") => &[(In, &["partOf"]), (Out, &["dependsOn"])],
        (Side::NeededBy, "system" | "domain") => &[(Out, &["partOf"]), (In, &["dependsOn"])],
        (Side::DependsOn, _) => &[(Out, &["dependsOn", "consumesApi", "partOf"])],
        (Side::NeededBy, _) => &[(In, &["dependsOn", "partOf"]), (Out, &["providesApi"])],
    }
}

/// Whether an edge is of these relations and a step. What belongs to a system does not need it: only components within
/// components do.
fn is_followed(edge: &GraphEdge, relations: &[&str]) -> bool {
    let is_component = |reference: &str| reference.starts_with("component:");
    let holds = |reference: &str| reference.starts_with("system:") || reference.starts_with("domain:");
    match edge.relation.as_str() {
        "partOf" => {
            // From a component, the system that it is part of is no step; from the system, its parts are.
            let asked_alone = relations == ["partOf"];
            (is_component(&edge.from) && is_component(&edge.to)) || (asked_alone && holds(&edge.to))
        }
        other => relations.contains(&other),
    }
}

fn is_api(reference: &str) -> bool {
    reference.starts_with("api:")
}

fn key(edge: &GraphEdge) -> (String, String, String) {
    (edge.from.clone(), edge.relation.clone(), edge.to.clone())
}

fn query(root: &str, direction: Direction, relations: &[&str]) -> GraphQuery {
    let relations = relations.iter().map(|&relation| relation.to_owned()).collect();
    GraphQuery { root: root.to_owned(), direction, depth: Some(1), relations }
}
