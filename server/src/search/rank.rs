//! How much stands on an entity, which decides between hits that match equally well.

use crate::graph::{Measured, Slot};
use crate::live::SearchRow;

/// What everything standing on an entity adds. Together with what follows it is less than any step between two fields of
/// names.
const REACH: f32 = 0.4;
/// What the most critical tier adds.
const TIER: f32 = 0.2;
/// What a name adds that has nothing beside what was typed.
const COVERED: f32 = 0.3;
/// What all of this adds at most.
pub(super) const MOST: f32 = REACH + TIER + COVERED;
/// From so many on, more entities behind one make no difference.
const MANY: f32 = 10_000.0;

/// What the entity's reach and tier add to its score. The reach is of the last survey, since it changes with other
/// entities; where there is none yet, direct dependents stand for it.
pub(super) fn importance(measured: Measured<'_>, slot: Slot, row: &SearchRow) -> f32 {
    let reach = measured.at(slot).map_or(row.dependents, |measure| measure.reach);
    let reach = (1.0 + reach as f32).ln() / (1.0 + MANY).ln();
    let tier = row.tier.map_or(0.0, |tier| f32::from(4_u8.saturating_sub(tier)) / 3.0);
    REACH * reach.min(1.0) + TIER * tier
}

/// What an entity's name adds that is hardly longer than what was typed, in bytes: a service goes before the database
/// that has its name and on which as much stands.
pub(super) fn coverage(typed: usize, row: &SearchRow) -> f32 {
    COVERED * (typed as f32 / row.name_length.max(1) as f32).min(1.0)
}
