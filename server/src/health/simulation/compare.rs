//! One entity by two versions of a scorecard.

use catalog_schema::wire::{Outcome, SimulatedMove};
use scorecards::{LevelDefinition, ScorecardDefinition, Standing, Verdict};
use smallvec::SmallVec;

use crate::graph::Slot;

/// Two versions of a scorecard, of which there may be only the later one.
pub(super) struct Versions<'a> {
    pub(super) before: Option<&'a ScorecardDefinition>,
    pub(super) after: &'a ScorecardDefinition,
    /// By the place of a rule of the later version: its place in the earlier one.
    earlier: Vec<Option<usize>>,
    /// Rules of the earlier version that the later one does not have.
    removed: Vec<usize>,
    /// By the place of a level of the earlier version: its place in the later one.
    later_levels: Vec<Option<usize>>,
    /// By the place of a rule of the later version, whether it counts today.
    counts: Vec<bool>,
}

/// How an entity stands by one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stand {
    /// The place of the level reached.
    pub(super) level: Option<usize>,
    pub(super) score: u32,
    pub(super) max: u32,
    /// By the places of rules; none where one does not apply.
    pub(super) verdicts: Vec<Option<Verdict>>,
}

/// An entity that changes, as far as it is kept until everything is counted.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) slot: Slot,
    pub(super) moved: SimulatedMove,
    /// Level, points and points that could be; none where the scorecard does not apply.
    pub(super) before: Option<(Option<usize>, u32, u32)>,
    pub(super) after: Option<(Option<usize>, u32, u32)>,
    pub(super) rules: SmallVec<[RuleChange; 2]>,
}

/// A rule that comes out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RuleChange {
    pub(super) rule: RulePlace,
    pub(super) before: Option<Outcome>,
    pub(super) after: Option<Outcome>,
}

/// Which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RulePlace {
    /// By its place in the later version.
    Later(usize),
    /// One that is no more, by its place in the earlier version.
    Removed(usize),
}

impl<'a> Versions<'a> {
    /// As of a day (`2026-12-01`, UTC).
    pub(super) fn new(before: Option<&'a ScorecardDefinition>, after: &'a ScorecardDefinition, day: &str) -> Self {
        let rules = before.map(|before| before.rules.as_slice()).unwrap_or_default();
        let levels: &[LevelDefinition] = before.map(|before| before.levels.as_slice()).unwrap_or_default();
        let earlier = after.rules.iter().map(|rule| rules.iter().position(|known| known.id == rule.id)).collect();
        let is_removed = |rule: &scorecards::RuleDefinition| after.rules.iter().all(|known| known.id != rule.id);
        let removed = rules.iter().enumerate().filter(|(_, rule)| is_removed(rule)).map(|(place, _)| place).collect();
        let later = |level: &LevelDefinition| after.levels.iter().position(|known| known.name == level.name);
        let later_levels = levels.iter().map(later).collect();
        let counts = after.rules.iter().map(|rule| rule.counts_on(day)).collect();
        Self { before, after, earlier, removed, later_levels, counts }
    }

    /// Rules of the earlier version that are no more, by their places.
    pub(super) fn removed(&self) -> &[usize] {
        &self.removed
    }

    /// The place in the earlier version of a rule of the later one.
    pub(super) fn earlier(&self, place: usize) -> Option<usize> {
        self.earlier.get(place).copied().flatten()
    }

    /// The place in the later version of a level of the earlier one.
    pub(super) fn later_level(&self, place: usize) -> Option<usize> {
        self.later_levels.get(place).copied().flatten()
    }

    /// What is otherwise for an entity; none where all is as it was.
    pub(super) fn change(&self, slot: Slot, before: Option<&Stand>, after: Option<&Stand>) -> Option<Change> {
        let moved = match (before, after) {
            (None, None) => return None,
            (None, Some(_)) => SimulatedMove::Comes,
            (Some(_), None) => SimulatedMove::Goes,
            (Some(before), Some(after)) => self.moved(before, after)?,
        };
        let figures = |stand: &Stand| (stand.level, stand.score, stand.max);
        let rules = self.rules(before, after);
        Some(Change { slot, moved, before: before.map(figures), after: after.map(figures), rules })
    }

    fn moved(&self, before: &Stand, after: &Stand) -> Option<SimulatedMove> {
        let rules = self.rules(Some(before), Some(after));
        // A level that is no more says nothing of up and down.
        let was = match before.level {
            None => Some(None),
            Some(level) => self.later_level(level).map(Some),
        };
        let is_same_level = was == Some(after.level);
        if rules.is_empty() && is_same_level && (before.score, before.max) == (after.score, after.max) {
            return None;
        }
        let counts = |change: &&RuleChange| match change.rule {
            RulePlace::Later(place) => self.counts.get(place).copied().unwrap_or(true),
            RulePlace::Removed(_) => true,
        };
        let falls = rules.iter().filter(counts).any(|change| change.after == Some(Outcome::Fail));
        let is_free =
            |change: &RuleChange| change.before == Some(Outcome::Fail) && change.after != Some(Outcome::Unknown);
        let rises = rules.iter().filter(counts).any(is_free);
        Some(match was {
            Some(was) if after.level < was => SimulatedMove::Worse,
            Some(was) if after.level > was => SimulatedMove::Better,
            _ if falls => SimulatedMove::Worse,
            _ if rises => SimulatedMove::Better,
            _ => SimulatedMove::Other,
        })
    }

    /// The rules that come out otherwise. Where the scorecard comes to apply, those that are not passed; none where it goes.
    fn rules(&self, before: Option<&Stand>, after: Option<&Stand>) -> SmallVec<[RuleChange; 2]> {
        let outcome = |stand: Option<&Stand>, place: Option<usize>| {
            let verdict = stand?.verdicts.get(place?)?.as_ref()?;
            Some(verdict.outcome)
        };
        let Some(after) = after else { return SmallVec::new() };
        let later = (0..self.after.rules.len()).filter_map(|place| {
            let now = outcome(Some(after), Some(place));
            let was = outcome(before, self.earlier(place));
            let is_told = match before {
                Some(_) => was != now,
                None => now.is_some_and(|now| now != Outcome::Pass),
            };
            is_told.then_some(RuleChange { rule: RulePlace::Later(place), before: was, after: now })
        });
        let removed = self.removed.iter().filter_map(|&place| {
            let was = outcome(before, Some(place));
            was.map(|_| RuleChange { rule: RulePlace::Removed(place), before: was, after: None })
        });
        later.chain(removed).collect()
    }
}

impl Stand {
    /// As an engine counts it, of a scorecard with so many rules.
    pub(super) fn of(standing: &Standing, rules: usize) -> Self {
        let mut verdicts = vec![None; rules];
        for &(place, verdict) in &standing.rules {
            if let Some(known) = verdicts.get_mut(place) {
                *known = Some(verdict);
            }
        }
        Self { level: standing.level, score: standing.score, max: standing.max, verdicts }
    }

    /// What verdicts come to by a definition, as of a day (`2026-12-01`, UTC).
    pub(super) fn by(definition: &ScorecardDefinition, verdicts: Vec<Option<Verdict>>, day: &str) -> Self {
        let (mut score, mut max) = (0_u32, 0_u32);
        for (rule, verdict) in definition.rules.iter().zip(&verdicts) {
            let Some(verdict) = verdict.filter(|_| rule.counts_on(day)) else { continue };
            if matches!(verdict.outcome, Outcome::Pass | Outcome::Fail) {
                score = score.saturating_add(rule.points(verdict));
                max = max.saturating_add(rule.weight);
            }
        }
        Self { level: definition.place_of_level(&verdicts, day), score, max, verdicts }
    }
}
