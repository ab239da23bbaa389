//! What a scorecard comes to over many entities: counts that can be added up, so that the whole is the sum of its parts.

use catalog_schema::wire::Outcome;

use crate::definition::ScorecardDefinition;
use crate::engine::Verdict;

/// Counts of one scorecard over some entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    /// Entities that it applies to.
    pub entities: u64,
    /// Those that pass every rule that counts, or need not.
    pub passing: u64,
    /// Those that fail a rule that counts.
    pub failing: u64,
    /// Those that fail none, while not all could be judged.
    pub unknown: u64,
    /// Points reached.
    pub score: u64,
    /// Points that could be reached, by rules that could be judged.
    pub max: u64,
    /// Entities by the place of the level that they reach.
    pub levels: Vec<u64>,
    /// Entities that reach none.
    pub without_level: u64,
    /// By the places of rules.
    pub rules: Vec<RuleCounts>,
}

/// Outcomes of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// Entities that pass.
    pub passed: u64,
    /// Entities that fail.
    pub failed: u64,
    /// Entities that could not be judged.
    pub unknown: u64,
    /// Entities that need not pass.
    pub exempt: u64,
}

impl Rollup {
    /// Of no entity.
    pub fn of(definition: &ScorecardDefinition) -> Self {
        Self {
            levels: vec![0; definition.levels.len()],
            rules: vec![RuleCounts::default(); definition.rules.len()],
            ..Self::default()
        }
    }

    /// Counts an entity that the scorecard applies to, by the verdicts on its rules by their places, none where a rule does
    /// not apply; as of a day (`2026-12-01`, UTC). Rules that do not count yet are counted as rules and in nothing else.
    pub fn add(&mut self, definition: &ScorecardDefinition, verdicts: &[Option<Verdict>], day: &str) {
        self.entities += 1;
        let place = definition.place_of_level(verdicts, day);
        match place.and_then(|place| self.levels.get_mut(place)) {
            Some(count) => *count += 1,
            None => self.without_level += 1,
        }
        let (mut fails, mut is_unknown) = (false, false);
        for ((rule, verdict), counts) in definition.rules.iter().zip(verdicts).zip(&mut self.rules) {
            let Some(verdict) = verdict else { continue };
            counts.add(verdict.outcome);
            if !rule.counts_on(day) {
                continue;
            }
            match verdict.outcome {
                Outcome::Pass | Outcome::Fail => {
                    fails |= verdict.outcome == Outcome::Fail;
                    self.score += u64::from(rule.points(*verdict));
                    self.max += u64::from(rule.weight);
                }
                Outcome::Unknown => is_unknown = true,
                Outcome::Exempt => {}
            }
        }
        match (fails, is_unknown) {
            (true, _) => self.failing += 1,
            (false, true) => self.unknown += 1,
            (false, false) => self.passing += 1,
        }
    }

    /// Adds the counts of other entities by the same scorecard.
    pub fn join(&mut self, other: &Self) {
        self.entities += other.entities;
        self.passing += other.passing;
        self.failing += other.failing;
        self.unknown += other.unknown;
        self.score += other.score;
        self.max += other.max;
        self.without_level += other.without_level;
        self.levels.iter_mut().zip(&other.levels).for_each(|(count, more)| *count += more);
        self.rules.iter_mut().zip(&other.rules).for_each(|(counts, more)| counts.join(*more));
    }

    /// Takes away the counts of some of its entities, which were added before.
    pub fn leave(&mut self, other: &Self) {
        self.entities -= other.entities;
        self.passing -= other.passing;
        self.failing -= other.failing;
        self.unknown -= other.unknown;
        self.score -= other.score;
        self.max -= other.max;
        self.without_level -= other.without_level;
        self.levels.iter_mut().zip(&other.levels).for_each(|(count, less)| *count -= less);
        self.rules.iter_mut().zip(&other.rules).for_each(|(counts, less)| counts.leave(*less));
    }

    /// Counts nothing any more.
    pub fn clear(&mut self) {
        let (mut levels, mut rules) = (std::mem::take(&mut self.levels), std::mem::take(&mut self.rules));
        levels.fill(0);
        rules.fill(RuleCounts::default());
        *self = Self { levels, rules, ..Self::default() };
    }
}

impl RuleCounts {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Pass => self.passed += 1,
            Outcome::Fail => self.failed += 1,
            Outcome::Unknown => self.unknown += 1,
            Outcome::Exempt => self.exempt += 1,
        }
    }

    fn join(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.unknown += other.unknown;
        self.exempt += other.exempt;
    }

    fn leave(&mut self, other: Self) {
        self.passed -= other.passed;
        self.failed -= other.failed;
        self.unknown -= other.unknown;
        self.exempt -= other.exempt;
    }
}
