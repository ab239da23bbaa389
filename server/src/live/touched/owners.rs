//! Whose owner is another one, or says or has something else.

use std::collections::BTreeSet;
use std::sync::Arc;

use petgraph::Direction::{self, Incoming, Outgoing};

use super::Change;
use crate::graph::{self, GraphView, RelationId, Slot};
use crate::live::references::domain_of;
use crate::live::{Column, Indexed, Live, SlotBitmap, Symbol};

impl Live {
    /// Entities without an owner of their own that inherit another one than before, though they did not change.
    pub(super) fn heirs(&self, change: &Change<'_>) -> BTreeSet<Slot> {
        let says = |live: &Live, slot: Slot| {
            let record = live.graph().record(slot)?;
            Some((record.owner.clone(), domain_of(record, live.graph()).cloned()))
        };
        let containers = change.changed.iter().filter(|&&slot| says(change.before, slot) != says(self, slot));
        let parts =
            containers.flat_map(|&slot| self.inheriting_from(slot)).filter(|slot| !change.changed.contains(slot));
        let owner = |live: &Live, slot| graph::effective_owner_ref(live.graph(), slot).cloned();
        let parts: BTreeSet<Slot> = parts.collect();
        parts.into_iter().filter(|&slot| owner(change.before, slot) != owner(self, slot)).collect()
    }

    /// Entities of which the owner has something else to say, or other people, or is within other teams.
    pub(super) fn owned_otherwise(&self, change: &Change<'_>) -> BTreeSet<Slot> {
        let mut owners: BTreeSet<Slot> =
            change.changed.iter().copied().filter(|&slot| self.is_another_owner(change.before, slot)).collect();
        let lives = [change.before, self];
        let came_or_went =
            |slot: &&Slot| change.before.graph().record(**slot).is_some() != self.graph().record(**slot).is_some();
        for &person in change.changed.iter().filter(came_or_went) {
            for live in lives {
                let teams = live.graph().neighbours(person, Outgoing, RelationId::MEMBER_OF);
                owners.extend(teams.flat_map(|team| hierarchy(lives, team, Outgoing)));
            }
        }
        for edge in change.edges {
            match edge.relation {
                RelationId::MEMBER_OF => owners.extend(hierarchy(lives, edge.to, Outgoing)),
                RelationId::CHILD_OF => {
                    owners.extend(hierarchy(lives, edge.to, Outgoing));
                    owners.extend(hierarchy(lives, edge.from, Incoming));
                }
                _ => {}
            }
        }
        owners.into_iter().flat_map(|owner| self.effectively_owned(owner)).collect()
    }

    /// Whether what rules see of an owner is another.
    fn is_another_owner(&self, before: &Live, slot: Slot) -> bool {
        if self.owner_symbol(slot).is_none() {
            return false;
        }
        let said = |live: &Live| {
            let record = live.graph().record(slot)?;
            let (links, profile) = record.links_and_profile();
            Some((Arc::clone(&record.kind), links, profile.and_then(|profile| profile.email)))
        };
        said(before) != said(self)
    }

    fn owner_symbol(&self, slot: Slot) -> Option<Symbol> {
        self.columns().table(Column::Owner).find(self.graph().entity_ref(slot).as_str())
    }

    /// What an entity owns by what is declared, and what inherits it as its owner.
    fn effectively_owned(&self, owner: Slot) -> Vec<Slot> {
        let Some(symbol) = self.owner_symbol(owner) else { return Vec::new() };
        let declared = self.postings().in_column(Column::Owner, symbol);
        let by_files = self.postings().having(Indexed::CodeOwner, symbol.index()) & self.unowned();
        let inherited = slots(declared).flat_map(|container| self.inheriting_from(container)).chain(slots(&by_files));
        let counts =
            |slot: &Slot| graph::effective_owner_ref(self.graph(), *slot) == Some(self.graph().entity_ref(owner));
        let inherited: BTreeSet<Slot> = inherited.collect();
        slots(declared).chain(inherited.into_iter().filter(counts)).collect()
    }

    /// What may have its owner from this entity: without an own one, in this system or domain or in one of its systems.
    fn inheriting_from(&self, container: Slot) -> Vec<Slot> {
        let entity_ref = self.graph().entity_ref(container).as_str();
        let within = |column: Column, text: &str| {
            let symbol = self.columns().table(column).find(text);
            symbol.map(|symbol| self.postings().in_column(column, symbol)).cloned().unwrap_or_default()
        };
        let mut parts = within(Column::System, entity_ref);
        let of_domain = within(Column::Domain, entity_ref);
        for system in slots(&of_domain) {
            parts |= within(Column::System, self.graph().entity_ref(system).as_str());
        }
        slots(&((parts | of_domain) & self.unowned())).collect()
    }

    fn unowned(&self) -> &SlotBitmap {
        self.postings().in_column(Column::Owner, Symbol::NONE)
    }
}

/// A team and the teams that it is within (`Outgoing`) or that are within it, before or after a change.
fn hierarchy(lives: [&Live; 2], team: Slot, direction: Direction) -> BTreeSet<Slot> {
    let mut found = BTreeSet::from([team]);
    let mut open = vec![team];
    while let Some(slot) = open.pop() {
        for live in lives {
            let next = live.graph().neighbours(slot, direction, RelationId::CHILD_OF);
            open.extend(next.filter(|&next| found.insert(next)));
        }
    }
    found
}

fn slots(bitmap: &SlotBitmap) -> impl Iterator<Item = Slot> + '_ {
    bitmap.iter().map(Slot::of)
}
