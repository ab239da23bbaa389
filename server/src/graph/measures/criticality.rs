//! From counts to figures; docs/concepts/measures.md says them for people.

use super::super::network::Counts;

/// What an entity of tier 1 to 4, and one of none, weighs.
const WEIGHTS: [u64; 5] = [8, 4, 2, 1, 1];

/// The weight of entities.
pub(super) fn weight(counts: &Counts) -> u64 {
    counts.iter().zip(WEIGHTS).map(|(&count, weight)| u64::from(count) * weight).sum()
}

/// How much weight stands on an entity, on a logarithmic scale from 0 to 100: `hit` weighs the entity itself and all that
/// it hits, `all` everything that hits or is hit.
pub(super) fn criticality(hit: u64, all: u64) -> u8 {
    if hit <= 1 || all <= 1 {
        return 0;
    }
    let share = (hit as f64).ln() / (all as f64).ln();
    // Between 0 and 100, which fits.
    (100.0 * share).round().clamp(0.0, 100.0) as u8
}

/// Martin's instability, in percent: of what an entity is directly connected with, the share that it depends on. None
/// where it is connected with nothing.
pub fn instability(dependents: u32, dependencies: u32) -> Option<u8> {
    let all = u64::from(dependents) + u64::from(dependencies);
    let percent = (u64::from(dependencies) * 100 + all / 2).checked_div(all)?;
    u8::try_from(percent).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_with_everything_and_begins_with_one_entity() {
        assert_eq!(criticality(1, 100_000), 0);
        assert_eq!(criticality(100_000, 100_000), 100);
        assert_eq!(criticality(316, 100_000), 50);
        assert_eq!((criticality(0, 0), criticality(1, 1), criticality(8, 8)), (0, 0, 100));
        assert_eq!(weight(&[1, 1, 1, 1, 1]), 16);
    }

    #[test]
    fn instability_is_the_share_of_dependencies() {
        assert_eq!((instability(0, 0), instability(0, 3), instability(3, 0)), (None, Some(100), Some(0)));
        assert_eq!(
            (instability(1, 2), instability(2, 1), instability(u32::MAX, u32::MAX)),
            (Some(67), Some(33), Some(50))
        );
    }
}
