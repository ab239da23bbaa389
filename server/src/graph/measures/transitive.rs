//! What follows from the whole graph for each of its nodes. Computed beside the snapshot, so that it carries a revision of
//! its own.

use std::cmp::Reverse;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};

use super::super::network::{Components, Counts, articulation_points, depths, reach_counts};
use super::super::{GraphView, ImpactNetwork, Slot};
use super::criticality::{criticality, weight};
use crate::live::Live;

/// The measures of all nodes of a snapshot.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TransitiveMeasures {
    epoch: Arc<str>,
    revision: u64,
    /// By slot of that snapshot, with the reference: slots are given out again.
    nodes: Vec<Option<(EntityRef, TransitiveMeasure)>>,
    /// All of them, those first on which the most stands.
    by_criticality: Vec<Slot>,
}

/// What follows from the whole graph for one node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitiveMeasure {
    /// Entities that are hit when it fails, directly or not.
    pub reach: u32,
    /// Steps of the longest chain of dependencies that begins with it; what depends on each other is one step.
    pub depth: u32,
    /// It depends on itself by way of others.
    pub in_cycle: bool,
    /// Without it, others that are connected by the impact relation would not be.
    pub is_articulation: bool,
    /// How much stands on it, 0 to 100.
    pub criticality: u8,
}

/// Measures every node of a snapshot; in the background, since it takes some tenths of a second for 100,000 components.
pub fn transitive_measures(live: &Live) -> TransitiveMeasures {
    let graph = live.graph();
    let measures = measures_of(graph);
    let mut nodes = vec![None; measures.len()];
    for slot in graph.slots() {
        nodes[slot.index()] = Some((graph.entity_ref(slot).clone(), measures[slot.index()]));
    }
    let mut by_criticality: Vec<Slot> = graph.slots().collect();
    by_criticality.sort_by_key(|slot| Reverse(measures[slot.index()].criticality));
    TransitiveMeasures { epoch: live.epoch().into(), revision: live.revision(), nodes, by_criticality }
}

impl TransitiveMeasures {
    /// The catalog revision that they are of.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether they are of this very state of the catalog.
    pub fn is_current(&self, live: &Live) -> bool {
        (&*self.epoch, self.revision) == (live.epoch(), live.revision())
    }

    /// Whether they are of the catalog that the snapshot shows, whichever state of it.
    pub(super) fn is_of_epoch(&self, live: &Live) -> bool {
        &*self.epoch == live.epoch()
    }

    /// The measures of an entity of a snapshot, as they were when they were taken; none where it came later.
    pub fn of(&self, live: &Live, entity_ref: &EntityRef) -> Option<TransitiveMeasure> {
        self.at(live.graph(), live.graph().find(entity_ref.as_str())?)
    }

    /// The same, whose references share their text with the snapshot's nodes.
    pub(crate) fn sharing_with(mut self, live: &Live) -> Self {
        let graph = live.graph();
        for (index, node) in self.nodes.iter_mut().enumerate() {
            if let Some((entity_ref, _)) = node
                && graph.entity_ref(Slot::new(index)) == entity_ref
            {
                entity_ref.clone_from(graph.entity_ref(Slot::new(index)));
            }
        }
        self
    }

    /// The nodes, those first on which the most stands.
    pub(super) fn by_criticality(&self) -> &[Slot] {
        &self.by_criticality
    }

    /// The measures of a node of the very snapshot that they are of.
    pub(super) fn by_slot(&self, slot: Slot) -> Option<TransitiveMeasure> {
        self.nodes.get(slot.index())?.as_ref().map(|(_, measure)| *measure)
    }

    /// The same by the node.
    pub(crate) fn at(&self, view: &impl GraphView, slot: Slot) -> Option<TransitiveMeasure> {
        let (entity_ref, measure) = self.nodes.get(slot.index())?.as_ref()?;
        (entity_ref == view.entity_ref(slot)).then_some(*measure)
    }
}

/// By slot.
pub(in crate::graph) fn measures_of(view: &impl GraphView) -> Vec<TransitiveMeasure> {
    let network = ImpactNetwork::whole(view);
    let dependencies = network.dependencies();
    let components = Components::new(dependencies);
    let depths = depths(&network, &components);
    let counts = reach_counts(dependencies, &components, |node| network.slot(node).map(|slot| class(view, slot)));
    let articulation = articulation_points(dependencies, &dependencies.reversed());
    let mut all = Counts::default();
    for (slot, _) in network.nodes().iter().zip(network.connected()).filter(|(_, is_connected)| *is_connected) {
        all[class(view, *slot)] += 1;
    }
    let all = weight(&all);
    let mut measures = vec![TransitiveMeasure::default(); view.bound()];
    for (number, slot) in (0..).zip(network.nodes()) {
        let component = components.of(number);
        let counts = &counts[component as usize];
        let is_node = |other: &&u32| !network.is_channel(**other);
        measures[slot.index()] = TransitiveMeasure {
            reach: counts.iter().sum::<u32>().saturating_sub(1),
            depth: depths[component as usize],
            in_cycle: components.nodes(component).iter().filter(is_node).nth(1).is_some(),
            is_articulation: articulation[number as usize],
            criticality: criticality(weight(counts), all),
        };
    }
    measures
}

/// Which of the counts a node is in.
fn class(view: &impl GraphView, slot: Slot) -> usize {
    let tier = view.entity(slot).and_then(|entity| entity.tier);
    tier.and_then(|tier| usize::from(tier).checked_sub(1)).filter(|&class| class < 4).unwrap_or(4)
}
