//! What the address asks to be drawn besides: the neighbours of single entities.

use std::collections::{HashMap, HashSet};

use catalog_schema::wire::{Direction, Graph, GraphEdge, GraphQuery, Problem};

use super::state::State;
use crate::portal::Portal;

/// Nodes in one drawing at most, as many as an answer of the portal holds.
const MAX_NODES: usize = 2_000;

/// The graph with the neighbours, in both directions, of what is expanded. What the catalog does not know, and what is not
/// in the drawing, is as if nobody had asked for it.
///
/// # Errors
/// What the portal answers but that it knows no such entity.
pub(super) async fn expand(portal: &dyn Portal, state: &State, mut graph: Graph) -> Result<Graph, Problem> {
    let references = state.expanded.iter().filter(|key| !key.starts_with(':'));
    let mut far: HashMap<String, u32> = HashMap::new();
    let mut known: HashSet<(String, String, String)> = HashSet::new();
    for reference in references {
        if far.is_empty() {
            far = graph.nodes.iter().map(|node| (node.entity_ref.clone(), node.distance)).collect();
            known = graph.edges.iter().map(ends).collect();
        }
        let Some(&start) = far.get(reference) else { continue };
        let query = GraphQuery {
            root: reference.clone(),
            direction: Direction::Both,
            depth: Some(1),
            relations: state.relations(),
        };
        let around = match portal.graph(&query).await {
            Ok(around) => around,
            Err(problem) if matches!(problem.status, 400 | 404) => continue,
            Err(problem) => return Err(problem),
        };
        graph.truncated |= around.truncated;
        for mut node in around.nodes {
            if far.contains_key(&node.entity_ref) {
                continue;
            }
            if graph.nodes.len() == MAX_NODES {
                graph.truncated = true;
                break;
            }
            node.distance += start;
            far.insert(node.entity_ref.clone(), node.distance);
            graph.nodes.push(node);
        }
        let drawn = around.edges.into_iter().filter(|edge| far.contains_key(&edge.from) && far.contains_key(&edge.to));
        graph.edges.extend(drawn.filter(|edge| known.insert(ends(edge))));
    }
    Ok(graph)
}

fn ends(edge: &GraphEdge) -> (String, String, String) {
    (edge.from.clone(), edge.relation.clone(), edge.to.clone())
}
