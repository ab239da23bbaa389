//! What changes are counted by. Sums of parts add up to the sums of the whole.

use std::collections::BTreeMap;

use catalog_schema::wire::{Outcome, SimulatedMoves};
use scorecards::{Rollup, ScorecardDefinition};

use super::compare::{Change, RulePlace, Stand, Versions};
use crate::live::Symbol;

/// Counts over some entities.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) all: Side,
    /// By the rules of the later version.
    pub(super) rules: Vec<RuleMoves>,
    /// By the owner that counts, a symbol of the column of owners.
    pub(super) teams: BTreeMap<usize, (Symbol, Side)>,
    /// Of the engine's other scorecards, by their places.
    pub(super) others: BTreeMap<usize, SimulatedMoves>,
    pub(super) changes: Vec<Change>,
    /// How many rules were evaluated, each for one entity.
    pub(super) evaluated: u64,
}

/// The two versions over some entities.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub(super) before: Rollup,
    pub(super) after: Rollup,
    pub(super) moves: SimulatedMoves,
}

/// Entities for which a rule comes to something else.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleMoves {
    pub(super) to_pass: u64,
    pub(super) to_fail: u64,
    pub(super) to_unknown: u64,
}

impl Sums {
    pub(super) fn new(versions: &Versions<'_>) -> Self {
        Self {
            all: Side::new(versions),
            rules: vec![RuleMoves::default(); versions.after.rules.len()],
            ..Self::default()
        }
    }

    /// Counts an entity of this owner; a day is `2026-12-01`, UTC.
    pub(super) fn add(
        &mut self,
        versions: &Versions<'_>,
        owner: Symbol,
        (before, after): (Option<&Stand>, Option<&Stand>),
        change: Option<Change>,
        day: &str,
    ) {
        if before.is_none() && after.is_none() {
            return;
        }
        let (_, team) = self.teams.entry(owner.index()).or_insert_with(|| (owner, Side::new(versions)));
        for side in [&mut self.all, team] {
            side.add(versions, (before, after), change.as_ref(), day);
        }
        self.add_rules(versions, before, after);
        self.changes.extend(change);
    }

    /// Also where a scorecard comes to apply: what it then says is new.
    fn add_rules(&mut self, versions: &Versions<'_>, before: Option<&Stand>, after: Option<&Stand>) {
        let Some(after) = after else { return };
        for (place, (verdict, moves)) in after.verdicts.iter().zip(&mut self.rules).enumerate() {
            let Some(verdict) = verdict else { continue };
            let was =
                before.zip(versions.earlier(place)).and_then(|(before, place)| before.verdicts.get(place)?.as_ref());
            if was.is_some_and(|was| was.outcome == verdict.outcome) {
                continue;
            }
            match verdict.outcome {
                Outcome::Pass => moves.to_pass += 1,
                Outcome::Fail => moves.to_fail += 1,
                Outcome::Unknown => moves.to_unknown += 1,
                Outcome::Exempt => {}
            }
        }
    }

    /// Adds the counts of other entities.
    #[must_use]
    pub(super) fn join(mut self, other: Self) -> Self {
        self.all.join(&other.all);
        for (moves, more) in self.rules.iter_mut().zip(&other.rules) {
            moves.to_pass += more.to_pass;
            moves.to_fail += more.to_fail;
            moves.to_unknown += more.to_unknown;
        }
        for (index, (symbol, side)) in other.teams {
            match self.teams.get_mut(&index) {
                Some((_, known)) => known.join(&side),
                None => drop(self.teams.insert(index, (symbol, side))),
            }
        }
        for (place, moves) in other.others {
            self.others.entry(place).or_default().join(&moves);
        }
        self.changes.extend(other.changes);
        self.evaluated += other.evaluated;
        self
    }
}

impl Side {
    fn new(versions: &Versions<'_>) -> Self {
        let before = versions.before.map(Rollup::of).unwrap_or_default();
        Self { before, after: Rollup::of(versions.after), moves: SimulatedMoves::default() }
    }

    fn add(
        &mut self,
        versions: &Versions<'_>,
        (before, after): (Option<&Stand>, Option<&Stand>),
        change: Option<&Change>,
        day: &str,
    ) {
        let add = |rollup: &mut Rollup, definition: &ScorecardDefinition, stand: Option<&Stand>| {
            if let Some(stand) = stand {
                rollup.add(definition, &stand.verdicts, day);
            }
        };
        if let Some(definition) = versions.before {
            add(&mut self.before, definition, before);
        }
        add(&mut self.after, versions.after, after);
        if let Some(change) = change {
            self.moves.add(change.moved);
        }
    }

    fn join(&mut self, other: &Self) {
        self.before.join(&other.before);
        self.after.join(&other.after);
        self.moves.join(&other.moves);
    }
}

impl RulePlace {
    /// The rule's place in the later version; none where it is no more.
    pub(super) fn later(self) -> Option<usize> {
        match self {
            Self::Later(place) => Some(place),
            Self::Removed(_) => None,
        }
    }
}
