//! The level that an entity reached.

use catalog_schema::wire::Outcome;

use crate::definition::{LevelDefinition, ScorecardDefinition};

/// The highest level of which every rule, and every rule of the levels below, passes or need not pass. What could not be
/// judged is not passed. None where the first level is not reached, or there are no levels. Each rule is given by the
/// level that needs it and its outcome.
pub(super) fn reached<'a, 'r, I: Iterator<Item = (Option<&'r str>, Outcome)>>(
    levels: &'a [LevelDefinition],
    rules: impl Fn() -> I,
) -> Option<&'a LevelDefinition> {
    let is_passed = |level: &&LevelDefinition| {
        let mut needed = rules().filter(|(needs, _)| *needs == Some(level.name.as_str()));
        needed.all(|(_, outcome)| matches!(outcome, Outcome::Pass | Outcome::Exempt))
    };
    levels.iter().take_while(is_passed).last()
}

impl ScorecardDefinition {
    /// The level that outcomes come to on a day (`2026-12-01`, UTC), without an evaluation: each rule's outcome by its
    /// place among the rules, none where it does not apply.
    pub fn level_reached(&self, outcomes: &[Option<Outcome>], day: &str) -> Option<&LevelDefinition> {
        let rules = || {
            let judged = self.rules.iter().zip(outcomes).filter(|(rule, _)| rule.counts_on(day));
            judged.filter_map(|(rule, outcome)| Some((rule.level.as_deref(), (*outcome)?)))
        };
        reached(&self.levels, rules)
    }
}
