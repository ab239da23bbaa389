//! What belongs to a team, a person, a system or a domain of some name. Where references lead changes without the entity
//! that holds them, and so does what the other end is called: the index does not know, the snapshot does.

use petgraph::Direction::Incoming;

use super::UidKey;
use super::hits::keys;
use super::query::Maker;
use crate::graph::{GraphView, RelationId, Slot, SlotSet};
use crate::live::{Column, Live};

/// A word by which more than this belong somewhere says nothing of any of them.
const MAX_RELATED: usize = 1_000;
/// Shorter beginnings name too many.
const MIN_BEGINNING: usize = 3;

/// The entities that belong to something that `word` names. None where those are too many, and where the index cannot be
/// read.
pub(super) fn related(maker: &Maker<'_>, word: &str, open: bool, loosely: bool) -> Vec<UidKey> {
    let live = maker.live;
    let open = open && word.chars().count() >= MIN_BEGINNING;
    let Ok(containers) = keys(live, &*maker.container(word, open, loosely)) else { return Vec::new() };
    let mut belonging = Belonging { live, seen: SlotSet::default(), found: Vec::new() };
    for container in containers.into_iter().filter_map(|key| live.slot_by_uid_key(key)) {
        belonging.add(container);
        if belonging.found.len() > MAX_RELATED {
            return Vec::new();
        }
    }
    belonging.found.into_iter().filter_map(|slot| Some(live.search_row(slot)?.uid_key)).collect()
}

struct Belonging<'a> {
    live: &'a Live,
    seen: SlotSet,
    found: Vec<Slot>,
}

impl Belonging<'_> {
    fn add(&mut self, container: Slot) {
        let graph = self.live.graph();
        match graph.entity_ref(container).kind() {
            "group" | "user" => {
                for owned in self.inside(container, RelationId::OWNED_BY) {
                    self.push(owned);
                    // What declares no owner has that of its system or domain.
                    if is_whole(graph.entity_ref(owned).kind()) {
                        self.add_parts(owned, |live, part| {
                            live.row(part).is_some_and(|row| !row.symbol(Column::Owner).is_some())
                        });
                    }
                }
            }
            _ => self.add_parts(container, |_, _| true),
        }
    }

    /// What is part of a system or domain, also by way of a system.
    fn add_parts(&mut self, whole: Slot, counts: fn(&Live, Slot) -> bool) {
        let mut wholes = vec![whole];
        while let Some(whole) = wholes.pop() {
            for part in self.inside(whole, RelationId::PART_OF) {
                if counts(self.live, part) && self.push(part) && is_whole(self.live.graph().entity_ref(part).kind()) {
                    wholes.push(part);
                }
            }
        }
    }

    fn inside(&self, whole: Slot, relation: RelationId) -> Vec<Slot> {
        self.live.graph().neighbours(whole, Incoming, relation).collect()
    }

    fn push(&mut self, slot: Slot) -> bool {
        let is_new = self.seen.insert(slot);
        if is_new {
            self.found.push(slot);
        }
        is_new
    }
}

fn is_whole(kind: &str) -> bool {
    matches!(kind, "system" | "domain")
}
