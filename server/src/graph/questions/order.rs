//! In which order things depend on each other.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{DependencyOrder, OrderGroup, OrderQuery, Problem};

use super::super::network::{Components, depths};
use super::super::{GraphView, ImpactNetwork, Slot, SlotSet, Spread, Steps};
use super::cursor::{self, page_size};
use super::named::{nodes, texts};
use crate::lists::problems;
use crate::live::Live;

/// Entities that may be asked for by name.
const MOST_ROOTS: usize = 1_000;

/// Entities and what they depend on, in an order in which nothing comes before what it depends on: by the length of the
/// longest chain of dependencies below, then by reference. What depends on each other in a cycle is one group. Where none is
/// asked for, everything that depends on something, or on which something depends.
///
/// # Errors
/// 400 `invalid_ref`, `too_many_refs`, `invalid_limit` or `invalid_cursor`; 404 `entity_not_found`; 410 `cursor_expired`.
pub fn order(live: &Live, query: &OrderQuery) -> Result<DependencyOrder, Problem> {
    let limit = page_size(query.limit)?;
    if query.roots.len() > MOST_ROOTS {
        let detail = format!("{} references are asked for; there may be {MOST_ROOTS}", query.roots.len());
        return Err(problems::bad_request("too_many_refs", "Too many references", detail));
    }
    let view = live.graph();
    let roots = nodes(live, &query.roots)?;
    let mut question = vec!["order", if query.only { "only" } else { "all" }];
    question.extend(roots.iter().map(|&root| view.entity_ref(root).as_str()));
    let after: Option<(u32, String)> = cursor::decode(live, &question, query.cursor.as_deref())?;
    let groups = match roots.is_empty() {
        true => groups_of_all(view),
        false => groups_below(view, &roots, query.only),
    };
    let mut left: Vec<&Group> = match &after {
        Some((level, first)) => groups.iter().filter(|group| group.key(view) > (*level, first.as_str())).collect(),
        None => groups.iter().collect(),
    };
    let more = left.len() > limit;
    if more {
        left.select_nth_unstable_by(limit, |one, other| one.key(view).cmp(&other.key(view)));
        left.truncate(limit);
    }
    left.sort_unstable_by(|one, other| one.key(view).cmp(&other.key(view)));
    let last = left.last().filter(|_| more);
    Ok(DependencyOrder {
        next_cursor: last.and_then(|last| cursor::encode(live, &question, &last.key(view))),
        items: left.iter().map(|group| group.to_wire(view)).collect(),
        total: groups.len() as u64,
        entities: groups.iter().map(|group| group.members.len() as u64).sum(),
        levels: groups.iter().map(|group| u64::from(group.level) + 1).max().unwrap_or_default(),
        revision: live.revision(),
    })
}

/// Nodes that stand at the same place in the order.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::graph) struct Group {
    pub(in crate::graph) level: u32,
    /// By reference, at least one.
    pub(in crate::graph) members: Vec<Slot>,
}

/// The groups of some nodes and of all that they depend on, in no particular order; or of the nodes `only`, at the levels
/// that they have among the others.
pub(in crate::graph) fn groups_below(view: &impl GraphView, roots: &[Slot], only: bool) -> Vec<Group> {
    let below = Spread::new(view, roots, &Steps::ToDependencies, u32::MAX);
    // They depend on nothing else.
    let network = ImpactNetwork::of(view, below.met().to_vec());
    let mut groups = groups(view, &network);
    if only {
        let mut wanted = SlotSet::with_bound(view.bound());
        roots.iter().for_each(|&root| _ = wanted.insert(root));
        for group in &mut groups {
            group.members.retain(|&slot| wanted.contains(slot));
        }
        groups.retain(|group| !group.members.is_empty());
    }
    groups
}

/// The groups of all nodes that have to do with others, in no particular order.
pub(in crate::graph) fn groups_of_all(view: &impl GraphView) -> Vec<Group> {
    let network = ImpactNetwork::whole(view);
    let connected = network.connected();
    let mut groups = groups(view, &network);
    let has_to_do = |slot: Slot| network.number(slot).is_some_and(|number| connected[number as usize]);
    groups.retain(|group| group.members.first().is_some_and(|&first| has_to_do(first)));
    groups
}

fn groups(view: &impl GraphView, network: &ImpactNetwork) -> Vec<Group> {
    let components = Components::new(network.dependencies());
    let depths = depths(network, &components);
    let group = |component: u32| {
        let mut members: Vec<Slot> =
            components.nodes(component).iter().filter_map(|&node| network.slot(node)).collect();
        members.sort_unstable_by(|&one, &other| view.entity_ref(one).cmp(view.entity_ref(other)));
        Group { level: depths[component as usize], members }
    };
    (0..components.len() as u32).map(group).filter(|group| !group.members.is_empty()).collect()
}

impl Group {
    fn key<'a>(&self, view: &'a impl GraphView) -> (u32, &'a str) {
        (self.level, self.members.first().map_or("", |&first| EntityRef::as_str(view.entity_ref(first))))
    }

    fn to_wire(&self, view: &impl GraphView) -> OrderGroup {
        OrderGroup { level: self.level, refs: texts(view, self.members.iter().copied()) }
    }
}
