//! The owners of what is hit, counted.

use catalog_schema::wire::ImpactTeam;

use super::super::{GraphView, Slot};
use crate::live::{Bearer, Bearers, Column, Live, Symbol};

/// Counts entities by owner and tier, as they come.
pub(super) struct TeamsHit<'a> {
    live: &'a Live,
    bearers: &'a Bearers,
    /// By the owner's symbol.
    tallies: Vec<Tally>,
    /// The owners that came, in the order in which they came.
    owners: Vec<Symbol>,
    tiers: [u64; 4],
    unowned: u64,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    entities: u64,
    tiers: [u64; 4],
    nearest: u32,
}

impl<'a> TeamsHit<'a> {
    pub(super) fn new(live: &'a Live) -> Self {
        let tallies = vec![Tally::default(); live.columns().table(Column::Owner).bound()];
        Self { live, bearers: live.bearers(), tallies, owners: Vec::new(), tiers: [0; 4], unowned: 0 }
    }

    /// Counts an entity. Nearer ones come first.
    pub(super) fn add(&mut self, slot: Slot, distance: u32) {
        let Bearer { owner, tier } = self.bearers.of(slot);
        let tier = usize::from(tier).checked_sub(1).filter(|&tier| tier < 4);
        if let Some(tier) = tier {
            self.tiers[tier] += 1;
        }
        let Some(tally) = self.tallies.get_mut(owner.index()).filter(|_| owner.is_some()) else {
            self.unowned += 1;
            return;
        };
        if tally.entities == 0 {
            tally.nearest = distance;
            self.owners.push(owner);
        }
        tally.entities += 1;
        if let Some(tier) = tier {
            tally.tiers[tier] += 1;
        }
    }

    /// All of them by tier, from 1 to 4.
    pub(super) fn tiers(&self) -> [u64; 4] {
        self.tiers
    }

    /// How many nobody owns; what is not in the catalog is among them.
    pub(super) fn unowned(&self) -> u64 {
        self.unowned
    }

    /// The owners, those of the most first, then by reference.
    pub(super) fn into_wire(self) -> Vec<ImpactTeam> {
        let mut teams: Vec<ImpactTeam> = self.owners.iter().map(|&owner| self.team(owner)).collect();
        teams.sort_unstable_by(|one, other| (other.entities, &one.entity_ref).cmp(&(one.entities, &other.entity_ref)));
        teams
    }

    fn team(&self, owner: Symbol) -> ImpactTeam {
        let view = self.live.graph();
        let tally = self.tallies[owner.index()];
        let entity_ref = self.live.columns().table(Column::Owner).text(owner).to_owned();
        let record = self.bearers.owner(owner).and_then(|slot| view.entity(slot));
        ImpactTeam {
            title: record.and_then(|record| record.title.as_deref()).map(str::to_owned),
            entities: tally.entities,
            tiers: tally.tiers,
            nearest: tally.nearest,
            contacts: record.map(|record| record.contacts()).unwrap_or_default(),
            dangling: record.is_none(),
            entity_ref,
        }
    }
}
