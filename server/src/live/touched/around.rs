//! Who relates to others than before, or to the same that say something else of themselves.

use std::collections::BTreeSet;
use std::sync::Arc;

use petgraph::Direction::{Incoming, Outgoing};

use super::Change;
use crate::graph::{self, EdgeChange, GraphView, RelationId, Slot};
use crate::live::Live;

impl Live {
    /// Entities whose lists of what is around them have other items, or items that look otherwise.
    pub(super) fn related_otherwise(&self, change: &Change<'_>, heirs: &BTreeSet<Slot>) -> BTreeSet<Slot> {
        let mut found = BTreeSet::new();
        for edge in change.edges {
            match edge.relation {
                RelationId::PROVIDES_API | RelationId::CONSUMES_API => found.extend([edge.from, edge.to]),
                RelationId::PART_OF | RelationId::MEMBER_OF | RelationId::OWNED_BY => {
                    found.insert(edge.to);
                }
                _ => {}
            }
        }
        // Of parts only components hit what they are part of.
        let is_component = |slot| self.graph().entity_ref(slot).kind() == "component";
        let hits = |edge: &&EdgeChange| {
            edge.relation != RelationId::PART_OF || is_component(edge.from) && is_component(edge.to)
        };
        let hitting: Vec<EdgeChange> = change.edges.iter().filter(hits).copied().collect();
        let hits_others = |slot: &Slot| {
            let around = |live: &Live| {
                let graph = live.graph();
                (graph::dependencies(graph, *slot), graph::dependents(graph, *slot))
            };
            around(change.before) != around(self)
        };
        found.extend(graph::touched_by(self.graph(), &hitting).into_iter().filter(hits_others));
        let looks_otherwise = |slot: &&Slot| looks(change.before, **slot) != looks(self, **slot);
        let others = change.changed.iter().filter(looks_otherwise).chain(heirs);
        found.extend(others.flat_map(|&slot| self.who_sees(slot)));
        found
    }

    /// Who has an entity in a list of what is around it.
    fn who_sees(&self, slot: Slot) -> BTreeSet<Slot> {
        let graph = self.graph();
        let mut seeing: BTreeSet<Slot> = graph::dependencies(graph, slot).into_iter().collect();
        seeing.extend(graph::dependents(graph, slot));
        for direction in [Outgoing, Incoming] {
            seeing.extend(graph.neighbours(slot, direction, RelationId::PROVIDES_API));
            seeing.extend(graph.neighbours(slot, direction, RelationId::CONSUMES_API));
        }
        for relation in [RelationId::PART_OF, RelationId::MEMBER_OF, RelationId::OWNED_BY] {
            seeing.extend(graph.neighbours(slot, Outgoing, relation));
        }
        seeing
    }
}

/// All that [`RelatedFacts`](scorecards::RelatedFacts) show of an entity; none where the catalog does not have it.
fn looks(live: &Live, slot: Slot) -> Option<impl PartialEq> {
    let graph = live.graph();
    let record = graph.record(slot)?;
    let owner = graph::effective_owner_ref(graph, slot).cloned();
    let text = |text: &Arc<str>| Arc::clone(text);
    let of_itself = (text(&record.kind), record.entity_type.as_ref().map(text), record.lifecycle.as_ref().map(text));
    Some((of_itself, record.tier, record.system.clone(), owner))
}
