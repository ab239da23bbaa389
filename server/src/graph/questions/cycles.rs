//! What depends on itself by way of others.

use catalog_schema::wire::{Cycle, Cycles, Dependency, PageQuery, Problem};

use super::super::network::{Adjacency, Components};
use super::super::{GraphView, ImpactNetwork, Slot};
use super::cursor::{self, page_size};
use super::cut::cut;
use super::named::texts;
use crate::live::{Column, Live};

/// Members of a knot that are shown, and the longest cycle that is.
const SHOWN_MEMBERS: usize = 1_000;
/// Edges to cut that are shown.
const SHOWN_CUT: usize = 100;
/// Dependencies of a knot beyond which nothing is said of what to cut: an API that thousands provide and consume.
const MOST_PAIRS: usize = 4_000_000;

/// The knots of the impact relation, the largest first: sets of entities of which each depends on each other. Each comes
/// with an example of a cycle and with a small set of dependencies to cut.
///
/// # Errors
/// 400 `invalid_limit` or `invalid_cursor`; 410 `cursor_expired`.
pub fn cycles(live: &Live, query: &PageQuery) -> Result<Cycles, Problem> {
    let limit = page_size(query.limit)?;
    let view = live.graph();
    let after: Option<(u64, String)> = cursor::decode(live, &["cycles"], query.cursor.as_deref())?;
    let knots = knots(view);
    let size = |knot: &Knot| knot.members.len() as u64;
    let key = |knot: &Knot| (u64::MAX - size(knot), knot.members.first().map(|&slot| view.entity_ref(slot)));
    let start = match &after {
        Some((size, entity_ref)) => knots.partition_point(|knot| {
            let (place, first) = key(knot);
            (place, first.map_or("", |first| first.as_str())) <= (u64::MAX - size, entity_ref.as_str())
        }),
        None => 0,
    };
    let page: Vec<&Knot> = knots.iter().skip(start).take(limit).collect();
    let last = page.last().filter(|_| start + page.len() < knots.len());
    let next_cursor = last.and_then(|last| {
        let first = view.entity_ref(*last.members.first()?);
        cursor::encode(live, &["cycles"], &(size(last), first.as_str()))
    });
    Ok(Cycles {
        items: page.into_iter().map(|knot| to_wire(live, knot)).collect(),
        total: knots.len() as u64,
        entities: knots.iter().map(size).sum(),
        next_cursor,
        revision: live.revision(),
    })
}

/// Nodes that depend on each other.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::graph) struct Knot {
    /// By reference, at least two.
    pub(in crate::graph) members: Vec<Slot>,
}

/// Every knot, the largest first, then by the least reference.
pub(in crate::graph) fn knots(view: &impl GraphView) -> Vec<Knot> {
    let network = ImpactNetwork::whole(view);
    let components = Components::new(network.dependencies());
    let mut knots: Vec<Knot> = (0..components.len() as u32)
        .map(|component| components.nodes(component))
        .filter(|nodes| nodes.len() > 1)
        .map(|nodes| Knot { members: nodes.iter().filter_map(|&node| network.slot(node)).collect() })
        .filter(|knot| knot.members.len() > 1)
        .collect();
    for knot in &mut knots {
        knot.members.sort_unstable_by(|&one, &other| view.entity_ref(one).cmp(view.entity_ref(other)));
    }
    knots.sort_unstable_by(|one, other| {
        let first = |knot: &Knot| knot.members.first().map(|&slot| view.entity_ref(slot));
        other.members.len().cmp(&one.members.len()).then_with(|| first(one).cmp(&first(other)))
    });
    knots
}

impl Knot {
    fn tied(&self, view: &impl GraphView) -> Tied {
        let slot = |node: u32| self.members[node as usize];
        let pairs = self.pairs(view);
        let cut = pairs.as_ref().map(cut);
        let example = pairs.as_ref().map(example).filter(|example| example.len() <= SHOWN_MEMBERS);
        Tied {
            members: self.members.clone(),
            example: example.into_iter().flatten().map(slot).collect(),
            cut_is_smallest: cut.as_ref().is_some_and(|cut| cut.is_smallest),
            cut: cut.map(|cut| cut.edges.into_iter().map(|(from, to)| (slot(from), slot(to))).collect()),
        }
    }

    /// The dependencies between the members, which are numbered in their order; none where there are too many.
    pub(in crate::graph) fn pairs(&self, view: &impl GraphView) -> Option<Adjacency> {
        let network = ImpactNetwork::of(view, self.members.clone());
        let mut pairs = Adjacency::with_capacity(self.members.len(), network.dependencies().edge_count());
        let mut on = Vec::new();
        for node in 0..self.members.len() as u32 {
            on.clear();
            for &next in network.dependencies().of(node) {
                match network.is_channel(next) {
                    true => on.extend(network.dependencies().of(next).iter().filter(|&&provider| provider != node)),
                    false => on.push(next),
                }
            }
            on.sort_unstable();
            on.dedup();
            on.iter().for_each(|&next| pairs.push(next));
            pairs.close();
            if pairs.edge_count() > MOST_PAIRS {
                return None;
            }
        }
        Some(pairs)
    }
}

/// A shortest cycle through the first node.
pub(in crate::graph) fn example(graph: &Adjacency) -> Vec<u32> {
    let mut from = vec![u32::MAX; graph.len()];
    let mut met = vec![0_u32];
    let mut next = 0;
    while let Some(&node) = met.get(next) {
        next += 1;
        for &other in graph.of(node) {
            if other == 0 {
                let mut cycle = vec![node];
                let mut at = node;
                while at != 0 {
                    at = from[at as usize];
                    cycle.push(at);
                }
                cycle.reverse();
                return cycle;
            }
            if from[other as usize] == u32::MAX {
                from[other as usize] = node;
                met.push(other);
            }
        }
    }
    Vec::new()
}

/// What ties a knot, and what would untie it.
#[derive(Debug)]
pub(crate) struct Tied {
    /// By reference.
    pub(crate) members: Vec<Slot>,
    /// A shortest cycle through the first member; empty where that is too long to be told.
    pub(crate) example: Vec<Slot>,
    /// Dependencies to cut; none where there are too many to look at.
    pub(crate) cut: Option<Vec<(Slot, Slot)>>,
    /// There is no smaller set.
    pub(crate) cut_is_smallest: bool,
}

/// Every knot of the impact relation, the largest first.
pub(crate) fn tied(view: &impl GraphView) -> Vec<Tied> {
    knots(view).into_iter().map(|knot| knot.tied(view)).collect()
}

fn to_wire(live: &Live, knot: &Knot) -> Cycle {
    let view = live.graph();
    let Tied { members, example, cut, cut_is_smallest } = knot.tied(view);
    let name = |slot: Slot| view.entity_ref(slot).to_string();
    let owners = members.iter().filter_map(|&slot| live.row(slot)).map(|row| live.effective_owner(row));
    let table = live.columns().table(Column::Owner);
    let mut owners: Vec<String> =
        owners.filter(|owner| owner.is_some()).map(|owner| table.text(owner).to_owned()).collect();
    owners.sort_unstable();
    owners.dedup();
    Cycle {
        size: members.len() as u64,
        members: texts(view, members.iter().copied().take(SHOWN_MEMBERS)),
        owners,
        example: example.into_iter().map(name).collect(),
        cut_size: cut.as_ref().map(|cut| cut.len() as u64),
        cut: cut
            .into_iter()
            .flatten()
            .take(SHOWN_CUT)
            .map(|(dependent, on)| Dependency { dependent: name(dependent), on: name(on) })
            .collect(),
        cut_is_smallest,
    }
}
