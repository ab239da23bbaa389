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

use super::{DirectMeasures, EdgeChange, GraphView, Point, RelationId, Slot, SlotSet};

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
    each_point(view, slot, direction, |_| true, |other| found.push(other));
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
    found: impl FnMut(Slot),
) {
    each_point(view, slot, direction, |api| passed.insert(api), found);
}

fn each_point(
    view: &impl GraphView,
    slot: Slot,
    direction: Direction,
    mut enter: impl FnMut(Slot) -> bool,
    mut found: impl FnMut(Slot),
) {
    for point in view.impact(Point::node(slot), direction) {
        if !point.is_channel() {
            found(point.slot());
        } else if enter(point.slot()) {
            view.impact(point, direction).for_each(|point| found(point.slot()));
        }
    }
}

/// Where one step of the relation leads from a point, as the edges of its own node say: to dependencies (`Outgoing`) or to
/// dependents. A node leads to nodes and to the channels of APIs, a channel leads to nodes. Without itself, in an order
/// that follows from the edges alone.
pub(super) fn led_to(view: &impl GraphView, point: Point, direction: Direction) -> impl Iterator<Item = Point> + '_ {
    let (slot, is_channel) = (point.slot(), point.is_channel());
    // A node's edges to APIs leave it, and those of an API arrive at it, whichever way the search goes.
    let by_api = match (is_channel, direction) {
        (false, Outgoing) => view.neighbours(slot, Outgoing, RelationId::CONSUMES_API),
        (false, Incoming) => view.neighbours(slot, Outgoing, RelationId::PROVIDES_API),
        (true, Outgoing) => view.neighbours(slot, Incoming, RelationId::PROVIDES_API),
        (true, Incoming) => view.neighbours(slot, Incoming, RelationId::CONSUMES_API),
    };
    let by_api = by_api.map(move |other| if is_channel { Point::node(other) } else { Point::channel(other) });
    let edges = (!is_channel).then(|| view.edges(slot, direction)).into_iter().flatten();
    let by_edge = edges.filter_map(move |edge| {
        let other = if direction == Outgoing { edge.to } else { edge.from };
        let is_step = edge.relation == RelationId::DEPENDS_ON || is_subcomponent(view, edge.relation, slot, other);
        (other != slot && is_step).then(|| Point::node(other))
    });
    by_edge.chain(by_api)
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

/// The nodes of which [`led_to`] may say something else after these edges changed, in order, each once.
pub(super) fn renewed_by(changes: &[EdgeChange]) -> Vec<Slot> {
    const RELATIONS: [RelationId; 4] =
        [RelationId::DEPENDS_ON, RelationId::PART_OF, RelationId::PROVIDES_API, RelationId::CONSUMES_API];
    let changes = changes.iter().filter(|change| RELATIONS.contains(&change.relation));
    let mut renewed: Vec<Slot> = changes.flat_map(|change| [change.from, change.to]).collect();
    renewed.sort_unstable();
    renewed.dedup();
    renewed
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
