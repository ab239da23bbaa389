//! The level that an entity reached.

use catalog_schema::wire::{Outcome, RuleResult};

use crate::definition::LevelDefinition;

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
