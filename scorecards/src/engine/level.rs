//! The level that an entity reached.

use catalog_schema::wire::Outcome;

use super::Verdict;
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

impl ScorecardDefinition {
    /// The place of the level that verdicts come to on a day (`2026-12-01`, UTC): each rule's by its place among the rules,
    /// none where it does not apply. None where no level is reached.
    pub fn place_of_level(&self, verdicts: &[Option<Verdict>], day: &str) -> Option<usize> {
        let outcomes: Vec<Option<Outcome>> =
            verdicts.iter().map(|verdict| verdict.map(|verdict| verdict.outcome)).collect();
        let reached = self.level_reached(&outcomes, day)?;
        self.levels.iter().position(|level| level.name == reached.name)
    }
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
