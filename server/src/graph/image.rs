//! The graph in an image.

use std::sync::Arc;

use catalog_schema::model::{EntityRef, RelationType};
use rpds::StackSync;
use serde::{Deserialize, Serialize};

use super::edge::HalfEdge;
use super::impact_lists::ImpactLists;
use super::live_graph::Node;
use super::{Graph, RelationTable, Slot};
use crate::live::Record;

/// What a graph has beside its nodes.
#[derive(Serialize, Deserialize)]
pub(crate) struct GraphImage {
    relations: Vec<RelationType>,
    impact: ImpactLists,
    free: StackSync<Slot>,
}

/// A node's place: what is there, and the edges that leave and arrive.
pub(crate) struct NodeParts {
    pub(crate) record: Option<Arc<Record>>,
    pub(crate) outgoing: Vec<HalfEdge>,
    pub(crate) incoming: Vec<HalfEdge>,
}

/// A node's reference, its record, and the edges that leave and arrive.
type Place<'a> = (&'a EntityRef, Option<&'a Record>, [&'a [HalfEdge]; 2]);

impl Graph {
    /// What it has beside its nodes.
    pub(crate) fn image(&self) -> GraphImage {
        GraphImage {
            relations: self.relations.types().cloned().collect(),
            impact: self.impact.clone(),
            free: self.free.clone(),
        }
    }

    /// Each place for a node with what is there, by slot.
    pub(crate) fn places(&self) -> impl Iterator<Item = Option<Place<'_>>> {
        self.nodes.iter().map(|node| {
            let Node { entity_ref, record, outgoing, incoming } = node.as_ref()?;
            let edges = [outgoing, incoming].map(|edges| edges.as_deref().unwrap_or_default());
            Some((entity_ref, record.as_deref(), edges))
        })
    }

    /// Puts a graph together from its places, by slot, and the rest.
    pub(crate) fn of_image(refs: Vec<Option<EntityRef>>, places: Vec<Option<NodeParts>>, rest: GraphImage) -> Self {
        let named = refs.iter().enumerate();
        let named = named.filter_map(|(slot, entity_ref)| Some((entity_ref.clone()?, Slot::new(slot))));
        let by_ref = named.collect();
        let edges = |edges: Vec<HalfEdge>| (!edges.is_empty()).then(|| Arc::from(edges));
        let node = |(entity_ref, parts): (Option<EntityRef>, Option<NodeParts>)| {
            let NodeParts { record, outgoing, incoming } = parts?;
            Some(Node { entity_ref: entity_ref?, record, outgoing: edges(outgoing), incoming: edges(incoming) })
        };
        let mut relations = RelationTable::default();
        // Those that are built in come first in both.
        for forward in &rest.relations {
            relations.number(forward);
        }
        Self {
            refs: by_ref,
            nodes: refs.into_iter().zip(places).map(node).collect(),
            relations,
            impact: rest.impact,
            free: rest.free,
        }
    }
}
