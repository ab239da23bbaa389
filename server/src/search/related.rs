//! What belongs to a team, a person, a system or a domain of some name. Where references lead changes without the entity
//! that holds them, and so does what the other end is called: the index does not know, the snapshot does.

use petgraph::Direction::Incoming;

use super::UidKey;
use super::hits::keys;
use super::query::Maker;
use crate::graph::{GraphView, RelationId, Slot, SlotSet};
use crate::live::{Column, Live, SlotBitmap};

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
    if containers.is_empty() {
        return Vec::new();
    }
    let wholes = ["system", "domain"].map(|kind| {
        let symbol = live.columns().table(Column::Kind).find(kind);
        symbol.map(|symbol| live.postings().in_column(Column::Kind, symbol))
    });
    let mut belonging = Belonging { live, wholes, seen: SlotSet::default(), found: Vec::new() };
    for container in containers.into_iter().filter_map(|key| live.slot_by_uid_key(key)) {
        belonging.add(container);
        if belonging.are_too_many() {
            return Vec::new();
        }
    }
    belonging.found.into_iter().filter_map(|slot| Some(live.search_row(slot)?.uid_key)).collect()
}

struct Belonging<'a> {
    live: &'a Live,
    /// What others are part of: systems and domains. That of very many entities, to read what kind each is takes longer.
    wholes: [Option<&'a SlotBitmap>; 2],
    seen: SlotSet,
    found: Vec<Slot>,
}

impl Belonging<'_> {
    fn add(&mut self, container: Slot) {
        let graph = self.live.graph();
        match graph.entity_ref(container).kind() {
            "group" | "user" => {
                for owned in graph.neighbours(container, Incoming, RelationId::OWNED_BY) {
                    if self.are_too_many() {
                        return;
                    }
                    self.push(owned);
                    // What declares no owner has that of its system or domain.
                    if self.is_whole(owned) {
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
            for part in self.live.graph().neighbours(whole, Incoming, RelationId::PART_OF) {
                if self.are_too_many() {
                    return;
                }
                if counts(self.live, part) && self.push(part) && self.is_whole(part) {
                    wholes.push(part);
                }
            }
        }
    }

    fn are_too_many(&self) -> bool {
        self.found.len() > MAX_RELATED
    }

    fn is_whole(&self, slot: Slot) -> bool {
        self.wholes.iter().flatten().any(|wholes| wholes.contains(slot.number()))
    }

    fn push(&mut self, slot: Slot) -> bool {
        let is_new = self.seen.insert(slot);
        if is_new {
            self.found.push(slot);
        }
        is_new
    }
}
