//! What was counted, as the API tells it.

use std::cmp::Reverse;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    RuleEdit, RuleResult, ScorecardState, SimulatedCounts, SimulatedEntity, SimulatedLevel, SimulatedMoves,
    SimulatedOther, SimulatedOutcome, SimulatedOutcomes, SimulatedRule, SimulatedStanding, SimulatedTeam, Simulation,
};
use scorecards::{Facts, LevelDefinition, Rollup, RuleCounts, ScorecardDefinition};

use super::compare::{Change, RuleChange, RulePlace, Versions};
use super::definition::Edited;
use super::sums::{RuleMoves, Side, Sums};
use crate::graph::{GraphView, effective_owner_ref};
use crate::health::around::Ground;
use crate::insights::Survey;
use crate::live::{Column, Live, Symbol};

/// What it is told of.
pub(super) struct Told<'a> {
    /// The snapshot with the engine that was tried.
    pub(super) next: &'a Live,
    pub(super) survey: &'a Survey,
    pub(super) versions: &'a Versions<'a>,
    pub(super) edited: &'a Edited,
    /// The scorecard as it is, a draft as well.
    pub(super) was: Option<&'a ScorecardDefinition>,
    /// Milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// The answer, with so many of the entities that change, and what their rules would see where that is asked for.
pub(super) fn told(told: &Told<'_>, mut sums: Sums, limit: usize, with_evidence: bool) -> Simulation {
    let Told { next, versions, edited, was, .. } = told;
    let definition = versions.after;
    let graph = next.graph();
    sums.changes.sort_by_cached_key(|change| (change.moved, graph.entity_ref(change.slot).clone()));
    let total = sums.changes.len() as u64;
    sums.changes.truncate(limit);
    let ground = Ground::new(next, told.survey);
    let items = sums.changes.iter().map(|change| told.entity(change, with_evidence.then_some(&ground))).collect();
    let is_same =
        |was: &&ScorecardDefinition| **was == ScorecardDefinition { is_draft: edited.is_draft, ..definition.clone() };
    Simulation {
        scorecard: definition.name.clone(),
        title: definition.title.clone(),
        new: was.is_none(),
        same: was.as_ref().is_some_and(is_same),
        state: if edited.is_draft { ScorecardState::Draft } else { ScorecardState::Published },
        before: counts(&sums.all.before),
        after: counts(&sums.all.after),
        levels: levels(versions, &sums.all),
        rules: rules(versions, &sums.all, &sums.rules),
        teams: told.teams(&sums),
        moves: sums.all.moves,
        others: told.others(&sums),
        items,
        total,
        evaluated: sums.evaluated,
        diagnostics: edited.diagnostics.clone(),
        revision: next.revision(),
    }
}

impl Told<'_> {
    fn entity(&self, change: &Change, ground: Option<&Ground<'_>>) -> SimulatedEntity {
        let graph = self.next.graph();
        let record = graph.record(change.slot);
        let results = ground.map(|ground| self.results(change, ground)).unwrap_or_default();
        let rule = |change: &RuleChange| self.outcome(*change, &results);
        let before = self.versions.before.map(|before| before.levels.as_slice()).unwrap_or_default();
        SimulatedEntity {
            entity_ref: graph.entity_ref(change.slot).to_string(),
            kind: record.map(|record| record.kind.to_string()).unwrap_or_default(),
            title: record.and_then(|record| record.title.as_deref()).map(str::to_owned),
            owner: effective_owner_ref(graph, change.slot).map(EntityRef::to_string),
            moved: change.moved,
            before: change.before.map(|figures| standing(before, figures)),
            after: change.after.map(|figures| standing(&self.versions.after.levels, figures)),
            rules: change.rules.iter().map(rule).collect(),
        }
    }

    /// What the later version says of an entity, in full.
    fn results(&self, change: &Change, ground: &Ground<'_>) -> Vec<RuleResult> {
        let graph = self.next.graph();
        let entity = graph.record(change.slot).and_then(|record| record.entity(graph));
        let Some(entity) = entity.filter(|_| !change.rules.is_empty()) else { return Vec::new() };
        let facts = Facts { entity: &entity, around: &ground.place(change.slot), now: self.now };
        let results = self.next.engine().evaluate(&facts);
        let found = results.into_iter().find(|result| result.scorecard == self.versions.after.name);
        found.map(|found| found.rules).unwrap_or_default()
    }

    fn outcome(&self, change: RuleChange, results: &[RuleResult]) -> SimulatedOutcome {
        let rule = match change.rule {
            RulePlace::Later(place) => self.versions.after.rules.get(place),
            RulePlace::Removed(place) => self.versions.before.and_then(|before| before.rules.get(place)),
        };
        let (id, title) = rule.map(|rule| (rule.id.clone(), rule.title.clone())).unwrap_or_default();
        let result = results.iter().find(|result| change.rule.later().is_some() && result.id == id);
        SimulatedOutcome {
            message: result.map(|result| result.message.clone()).unwrap_or_default(),
            evidence: result.map(|result| result.evidence.clone()).unwrap_or_default(),
            fix: result.and_then(|result| result.fix.clone()),
            rule: id,
            title,
            before: change.before,
            after: change.after,
        }
    }

    fn teams(&self, sums: &Sums) -> Vec<SimulatedTeam> {
        let changed = sums.teams.values().filter(|(_, side)| side.moves != SimulatedMoves::default());
        let mut teams: Vec<SimulatedTeam> = changed.map(|(owner, side)| self.team(*owner, side)).collect();
        teams.sort_by(|one, other| {
            let key = |team: &SimulatedTeam| {
                (Reverse(team.moves.worse), Reverse(team.moves.total()), team.owner.is_none(), team.owner.clone())
            };
            key(one).cmp(&key(other))
        });
        teams
    }

    fn team(&self, owner: Symbol, side: &Side) -> SimulatedTeam {
        let owners = self.next.columns().table(Column::Owner);
        let owner = owner.is_some().then(|| owners.text(owner).to_owned());
        let record = owner.as_deref().and_then(|owner| {
            let graph = self.next.graph();
            graph.record(graph.find(owner)?)
        });
        let levels = levels(self.versions, side);
        SimulatedTeam {
            title: record.and_then(|record| record.title.as_deref()).map(str::to_owned),
            owner,
            before: counts(&side.before),
            after: counts(&side.after),
            levels: levels.iter().map(|level| [level.before.unwrap_or(0), level.after.unwrap_or(0)]).collect(),
            moves: side.moves,
        }
    }

    fn others(&self, sums: &Sums) -> Vec<SimulatedOther> {
        let definitions: Vec<&ScorecardDefinition> = self.next.engine().definitions().collect();
        let other = |(place, moves): (&usize, &SimulatedMoves)| {
            let definition = definitions.get(*place)?;
            Some(SimulatedOther { scorecard: definition.name.clone(), title: definition.title.clone(), moves: *moves })
        };
        sums.others.iter().filter_map(other).collect()
    }
}

fn standing(levels: &[LevelDefinition], (level, score, max): (Option<usize>, u32, u32)) -> SimulatedStanding {
    let level = level.and_then(|place| levels.get(place)).map(|level| level.name.clone());
    SimulatedStanding { level, score, max }
}

fn counts(rollup: &Rollup) -> SimulatedCounts {
    SimulatedCounts {
        entities: rollup.entities,
        passing: rollup.passing,
        failing: rollup.failing,
        unknown: rollup.unknown,
        score: rollup.score,
        max: rollup.max,
        without_level: rollup.without_level,
    }
}

fn levels(versions: &Versions<'_>, side: &Side) -> Vec<SimulatedLevel> {
    let level = |level: &LevelDefinition| SimulatedLevel {
        name: level.name.clone(),
        title: level.title.clone(),
        color: level.color.clone(),
        ..SimulatedLevel::default()
    };
    let mut told: Vec<SimulatedLevel> = versions.after.levels.iter().map(level).collect();
    for (told, &entities) in told.iter_mut().zip(&side.after.levels) {
        told.after = Some(entities);
    }
    let before = versions.before.map(|before| before.levels.as_slice()).unwrap_or_default();
    for (place, (known, &entities)) in before.iter().zip(&side.before.levels).enumerate() {
        match versions.later_level(place).and_then(|place| told.get_mut(place)) {
            Some(told) => told.before = Some(entities),
            None => told.push(SimulatedLevel { before: Some(entities), ..level(known) }),
        }
    }
    told
}

fn rules(versions: &Versions<'_>, side: &Side, moves: &[RuleMoves]) -> Vec<SimulatedRule> {
    let before = versions.before.map(|before| before.rules.as_slice()).unwrap_or_default();
    let later = versions.after.rules.iter().zip(moves).enumerate().map(|(place, (rule, moves))| {
        let earlier = versions.earlier(place);
        let edit = match earlier.and_then(|place| before.get(place)) {
            None => RuleEdit::Added,
            Some(known) if known == rule => RuleEdit::Same,
            Some(_) => RuleEdit::Changed,
        };
        SimulatedRule {
            id: rule.id.clone(),
            title: rule.title.clone(),
            edit,
            before: earlier.and_then(|place| side.before.rules.get(place)).map(outcomes),
            after: side.after.rules.get(place).map(outcomes),
            to_pass: moves.to_pass,
            to_fail: moves.to_fail,
            to_unknown: moves.to_unknown,
        }
    });
    let removed = versions.removed().iter().filter_map(|&place| {
        let rule = before.get(place)?;
        Some(SimulatedRule {
            id: rule.id.clone(),
            title: rule.title.clone(),
            edit: RuleEdit::Removed,
            before: side.before.rules.get(place).map(outcomes),
            ..SimulatedRule::default()
        })
    });
    later.chain(removed).collect()
}

fn outcomes(counts: &RuleCounts) -> SimulatedOutcomes {
    SimulatedOutcomes { passed: counts.passed, failed: counts.failed, unknown: counts.unknown, exempt: counts.exempt }
}
