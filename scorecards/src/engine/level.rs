//! The level that an entity reached.

use catalog_schema::wire::{Outcome, RuleResult};

use crate::definition::{LevelDefinition, ScorecardDefinition};

/// The highest level of which every rule, and every rule of the levels below, passes or need not pass. What could not be
/// judged is not passed. None where the first level is not reached, or there are no levels.
pub(super) fn reached<'a, 'r, I: Iterator<Item = &'r RuleResult>>(
    levels: &'a [LevelDefinition],
    rules: impl Fn() -> I,
) -> Option<&'a str> {
    let is_passed = |level: &&LevelDefinition| {
        let mut needed = rules().filter(|rule| rule.level.as_deref() == Some(level.name.as_str()));
        needed.all(|rule| matches!(rule.outcome, Outcome::Pass | Outcome::Exempt))
    };
    levels.iter().take_while(is_passed).last().map(|level| level.name.as_str())
}

impl ScorecardDefinition {
    /// The level that these outcomes come to on a day (`2026-12-01`, UTC), by name: what an evaluation says, without the
    /// facts. Rules that do not apply have no outcome.
    pub fn level_of(&self, today: &str, outcome: impl Fn(&str) -> Option<Outcome>) -> Option<&str> {
        let counting =
            || self.rules.iter().filter(|rule| rule.effective_from.as_deref().is_none_or(|from| from <= today));
        let is_passed = |level: &&LevelDefinition| {
            let mut needed = counting().filter(|rule| rule.level.as_deref() == Some(level.name.as_str()));
            needed
                .all(|rule| outcome(&rule.id).is_none_or(|outcome| matches!(outcome, Outcome::Pass | Outcome::Exempt)))
        };
        self.levels.iter().take_while(is_passed).last().map(|level| level.name.as_str())
    }
}
