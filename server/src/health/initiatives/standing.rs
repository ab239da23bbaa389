//! How far entities are, as bitmaps.

use catalog_schema::wire::{InitiativeCounts, InitiativeStanding};
use scorecards::Reached;

use crate::live::SlotBitmap;

/// The entities of whom something is asked, each in one of four sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Standings {
    reached: SlotBitmap,
    failing: SlotBitmap,
    unknown: SlotBitmap,
    exempt: SlotBitmap,
}

impl Standings {
    pub(super) fn insert(&mut self, number: u32, reached: Reached) {
        let set = match reached {
            Reached::Reached => &mut self.reached,
            Reached::Failing => &mut self.failing,
            Reached::Unknown => &mut self.unknown,
            Reached::Exempt => &mut self.exempt,
        };
        set.insert(number);
    }

    pub(super) fn remove(&mut self, number: u32) {
        for set in [&mut self.reached, &mut self.failing, &mut self.unknown, &mut self.exempt] {
            set.remove(number);
        }
    }

    /// Those of them that are in a set.
    pub(super) fn within(&self, set: &SlotBitmap) -> Self {
        Self {
            reached: &self.reached & set,
            failing: &self.failing & set,
            unknown: &self.unknown & set,
            exempt: &self.exempt & set,
        }
    }

    /// All of them.
    pub(super) fn all(&self) -> SlotBitmap {
        &(&self.reached | &self.failing) | &(&self.unknown | &self.exempt)
    }

    /// Those that are so far.
    pub(super) fn of(&self, standing: InitiativeStanding) -> &SlotBitmap {
        match standing {
            InitiativeStanding::Reached => &self.reached,
            InitiativeStanding::Failing => &self.failing,
            InitiativeStanding::Unknown => &self.unknown,
            InitiativeStanding::Exempt => &self.exempt,
        }
    }

    /// How far one is; none where nothing is asked of it.
    pub(super) fn at(&self, number: u32) -> Option<InitiativeStanding> {
        InitiativeStanding::ALL.into_iter().find(|standing| self.of(*standing).contains(number))
    }

    pub(super) fn counts(&self) -> InitiativeCounts {
        let (reached, failing) = (self.reached.len(), self.failing.len());
        let (unknown, exempt) = (self.unknown.len(), self.exempt.len());
        InitiativeCounts { entities: reached + failing + unknown + exempt, reached, failing, unknown, exempt }
    }
}

/// As the API tells it.
pub(super) fn standing(reached: Reached) -> InitiativeStanding {
    match reached {
        Reached::Reached => InitiativeStanding::Reached,
        Reached::Failing => InitiativeStanding::Failing,
        Reached::Unknown => InitiativeStanding::Unknown,
        Reached::Exempt => InitiativeStanding::Exempt,
    }
}

/// Counts an entity that is so far.
pub(super) fn count(counts: &mut InitiativeCounts, standing: InitiativeStanding) {
    counts.entities += 1;
    match standing {
        InitiativeStanding::Reached => counts.reached += 1,
        InitiativeStanding::Failing => counts.failing += 1,
        InitiativeStanding::Unknown => counts.unknown += 1,
        InitiativeStanding::Exempt => counts.exempt += 1,
    }
}
