//! What an entity needs, or what needs it, entity by entity with every way that leads there.

use std::collections::{BTreeMap, HashMap};

use catalog_schema::wire::{Graph, GraphEdge, GraphNode};

use super::walk::Side;
use crate::address::short_name;
use crate::drawing::edge_notes;

/// One entity at the other end of the impact relation; for an API, one that provides or calls it.
#[derive(Clone, Debug)]
pub(in crate::pages::entity) struct Row {
    pub(in crate::pages::entity) node: GraphNode,
    /// Why it stands here, at least one.
    pub(in crate::pages::entity) ways: Vec<Way>,
}

/// One reason for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages::entity) struct Way {
    pub(super) how: How,
    /// What the descriptors say of the edge.
    pub(super) notes: Vec<String>,
    /// The reference of the entity whose descriptor says so, and the place in it.
    pub(super) origin: String,
}

/// The kind of a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It says so.
    Directly,
    /// It is a part of the other.
    AsPart,
    /// By way of the API of this reference and name.
    Calling { api: String, name: String },
    /// It calls the API that the page is about.
    CallingIt,
    /// It provides the API that the page is about.
    Providing,
}

impl Row {
    /// What to call it.
    pub(in crate::pages::entity) fn name(&self) -> String {
        self.node.title.clone().unwrap_or_else(|| short_name(&self.node.entity_ref))
    }
}

impl Way {
    /// In words, as the table has them.
    pub(super) fn words(&self) -> String {
        match &self.how {
            How::Directly => "directly".to_owned(),
            How::AsPart => "as a part of it".to_owned(),
            How::Calling { name, .. } => format!("by calling {name}"),
            How::CallingIt => "calls it".to_owned(),
            How::Providing => "provides it".to_owned(),
        }
    }
}

/// The rows of one side of the root, by name. `graph` reaches one step at least on that side.
pub(in crate::pages::entity) fn rows(graph: &Graph, root: &str, side: Side) -> Vec<Row> {
    let nodes: HashMap<&str, &GraphNode> = graph.nodes.iter().map(|node| (node.entity_ref.as_str(), node)).collect();
    let mut ways: BTreeMap<&str, Vec<Way>> = BTreeMap::new();
    let mut add = |reference, how, edge: &GraphEdge| {
        if reference != root {
            let way = Way { how, notes: edge_notes(&edge.attributes), origin: edge.origin.clone() };
            ways.entry(reference).or_default().push(way);
        }
    };
    let mut providers: HashMap<&str, Vec<&str>> = HashMap::new();
    for edge in graph.edges.iter().filter(|edge| edge.relation == "providesApi") {
        providers.entry(&edge.to).or_default().push(&edge.from);
    }
    for edge in &graph.edges {
        let (here, other) = match side {
            Side::DependsOn => (edge.from.as_str(), edge.to.as_str()),
            Side::NeededBy => (edge.to.as_str(), edge.from.as_str()),
        };
        match edge.relation.as_str() {
            "dependsOn" if here == root => add(other, How::Directly, edge),
            "partOf" if here == root && is_component(here) && is_component(other) => add(other, How::AsPart, edge),
            "providesApi" if edge.to == root && side == Side::DependsOn => add(&edge.from, How::Providing, edge),
            "consumesApi" if edge.to == root && side == Side::NeededBy => add(&edge.from, How::CallingIt, edge),
            "consumesApi" => {
                for &provider in providers.get(edge.to.as_str()).into_iter().flatten() {
                    match side {
                        Side::DependsOn if edge.from == root => add(provider, calling(&nodes, &edge.to), edge),
                        Side::NeededBy if provider == root => add(&edge.from, calling(&nodes, &edge.to), edge),
                        Side::DependsOn | Side::NeededBy => {}
                    }
                }
            }
            _ => {}
        }
    }
    let known =
        ways.into_iter().filter_map(|(reference, ways)| Some(Row { node: (*nodes.get(reference)?).clone(), ways }));
    let mut rows: Vec<Row> = known.collect();
    rows.sort_by_cached_key(|row| (row.name().to_lowercase(), row.node.entity_ref.clone()));
    rows
}

fn calling(nodes: &HashMap<&str, &GraphNode>, api: &str) -> How {
    let title = nodes.get(api).and_then(|node| node.title.clone());
    How::Calling { api: api.to_owned(), name: title.unwrap_or_else(|| short_name(api)) }
}

fn is_component(reference: &str) -> bool {
    reference.starts_with("component:")
}
