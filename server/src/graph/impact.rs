//! The impact relation: what is hit directly when an entity fails. Every figure about dependents, dependencies and blast
//! radius is made of this relation and of no other; docs/concepts/impact.md says it for people.
//!
//! X is hit by Y when
//! - X `dependsOn` Y, or
//! - X `consumesApi` some API and Y `providesApi` it, or
//! - X is a subcomponent of Y: both are components and X is `partOf` Y.
//!
//! Nothing is hit by itself. Ownership and membership do not propagate. A node counts whether or not the catalog knows
//! its entity: what depends on something unknown is hit by it all the same.

use petgraph::Direction::{self, Incoming, Outgoing};

use super::{DirectMeasures, EdgeChange, GraphView, RelationId, Slot, SlotSet};

/// What hits `slot` directly: its dependencies. In order of slot.
pub(crate) fn dependencies(view: &impl GraphView, slot: Slot) -> Vec<Slot> {
    adjacent(view, slot, Outgoing)
}

/// What `slot` hits directly: its dependents. In order of slot.
pub(crate) fn dependents(view: &impl GraphView, slot: Slot) -> Vec<Slot> {
    adjacent(view, slot, Incoming)
}

/// What hits `slot` directly (`Outgoing`) or what it hits (`Incoming`). In order of slot, each once, without itself.
pub(super) fn adjacent(view: &impl GraphView, slot: Slot, direction: Direction) -> Vec<Slot> {
    let mut found = Vec::new();
    adjacent_by_api(view, slot, direction, |_| true, |other| found.push(other));
    adjacent_by_edge(view, slot, direction, |other| found.push(other));
    found.sort_unstable();
    found.dedup();
    found.retain(|&other| other != slot);
    found
}

/// As [`adjacent`], for a search that goes through many nodes: hands over what it finds as it comes, possibly more than
/// once and `slot` among it. An API in `passed` is passed over, since whoever went through it before met all of its
/// other side; so the search looks at each API's list once, however many provide or consume it.
pub(super) fn each_adjacent(
    view: &impl GraphView,
    slot: Slot,
    direction: Direction,
    passed: &mut SlotSet,
    mut found: impl FnMut(Slot),
) {
    adjacent_by_api(view, slot, direction, |api| passed.insert(api), &mut found);
    adjacent_by_edge(view, slot, direction, found);
}

fn adjacent_by_api(
    view: &impl GraphView,
    slot: Slot,
    direction: Direction,
    mut enter: impl FnMut(Slot) -> bool,
    mut found: impl FnMut(Slot),
) {
    let (through, back) = match direction {
        Outgoing => (RelationId::CONSUMES_API, RelationId::PROVIDES_API),
        Incoming => (RelationId::PROVIDES_API, RelationId::CONSUMES_API),
    };
    for api in view.neighbours(slot, Outgoing, through) {
        if enter(api) {
            view.neighbours(api, Incoming, back).for_each(&mut found);
        }
    }
}

fn adjacent_by_edge(view: &impl GraphView, slot: Slot, direction: Direction, mut found: impl FnMut(Slot)) {
    for edge in view.edges(slot, direction) {
        let other = if direction == Outgoing { edge.to } else { edge.from };
        if edge.relation == RelationId::DEPENDS_ON || is_subcomponent(view, edge.relation, slot, other) {
            found(other);
        }
    }
}

/// Whether `one` is hit by `other` for being a component that is part of a component.
pub(super) fn is_subcomponent(view: &impl GraphView, relation: RelationId, one: Slot, other: Slot) -> bool {
    let is_component = |slot| view.entity_ref(slot).kind() == "component";
    relation == RelationId::PART_OF && is_component(one) && is_component(other)
}

/// How many entities an entity hits directly, and how many hit it.
pub(crate) fn direct_measures(view: &impl GraphView, slot: Slot) -> DirectMeasures {
    let count = |slots: Vec<Slot>| u32::try_from(slots.len()).unwrap_or(u32::MAX);
    DirectMeasures { dependents: count(dependents(view, slot)), dependencies: count(dependencies(view, slot)) }
}

/// The nodes whose measures may differ after these edges changed, distinct, given the graph after the change.
pub(crate) fn touched_by(view: &impl GraphView, changes: &[EdgeChange]) -> Vec<Slot> {
    let mut touched = Vec::new();
    // An API's providers hit its consumers: a change on one side touches every node of the other.
    let mut provided = Vec::new();
    let mut consumed = Vec::new();
    for change in changes {
        match change.relation {
            RelationId::DEPENDS_ON | RelationId::PART_OF => touched.extend([change.from, change.to]),
            RelationId::PROVIDES_API => {
                touched.push(change.from);
                provided.push(change.to);
            }
            RelationId::CONSUMES_API => {
                touched.push(change.from);
                consumed.push(change.to);
            }
            _ => {}
        }
    }
    for (mut apis, other_side) in [(provided, RelationId::CONSUMES_API), (consumed, RelationId::PROVIDES_API)] {
        apis.sort_unstable();
        apis.dedup();
        for api in apis {
            touched.extend(view.neighbours(api, Incoming, other_side));
        }
    }
    touched.sort_unstable();
    touched.dedup();
    touched
}
