//! Roll-ups as the API tells them.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Problem, RollupCounts, RollupGroup, RollupQuery, RollupRule, ScorecardLevelCount, ScorecardRollup, TeamScorecard,
    TeamScorecards,
};
use scorecards::{Rollup, ScorecardDefinition};

use super::fixes::fixes;
use super::groups::{Group, told};
use super::order::ordered;
use super::owned::{symbols, teams};
use super::owned_by;
use crate::graph::{GraphView, Measured};
use crate::health::overall::find;
use crate::health::sums::{Grouping, ScorecardSums};
use crate::insights::Survey;
use crate::live::{Live, Symbol};

/// Fixes that are told of a team.
const FIXES: usize = 20;

/// A scorecard over groups of entities, as of a day (`2026-12-01`, UTC).
///
/// # Errors
/// 404 `scorecard_not_found`.
pub(crate) fn rollup(live: &Live, name: &str, query: &RollupQuery, day: &str) -> Result<ScorecardRollup, Problem> {
    let definition = find(live.engine(), name)?;
    let sums = live.sums(day).of(live, definition, day);
    let groups = sums.as_ref().map(|sums| told(live, sums, query.by)).unwrap_or_default();
    let title = |of: &str| {
        let record = live.graph().find(of).and_then(|slot| live.graph().record(slot));
        record.and_then(|record| record.title.as_deref()).map(str::to_owned)
    };
    let group = |Group { of, rollup }: Group<'_>| RollupGroup {
        title: of.as_deref().and_then(title),
        of: of.map(Into::into),
        counts: to_wire(definition, &rollup),
    };
    let total = groups.len() as u64;
    let limit = query.limit.map(|limit| limit as usize);
    let items = ordered(groups, query.order, limit).into_iter().map(group).collect();
    Ok(ScorecardRollup { scorecard: definition.name.clone(), by: query.by, items, total, revision: live.revision() })
}

/// What scorecards say of what a team owns, or of what the teams within it own as well; as of a day.
///
/// # Errors
/// 404 `entity_not_found`.
pub(crate) fn team(
    live: &Live,
    survey: &Survey,
    team: &EntityRef,
    tree: bool,
    day: &str,
) -> Result<TeamScorecards, Problem> {
    let owners = symbols(live, &teams(live, team, tree)?);
    let mut scorecards = Vec::new();
    for definition in live.engine().definitions() {
        let Some(sums) = live.sums(day).of(live, definition, day) else { continue };
        let rollup = over(definition, &sums, &owners);
        if rollup.entities > 0 {
            let (scorecard, title) = (definition.name.clone(), definition.title.clone());
            scorecards.push(TeamScorecard { scorecard, title, counts: to_wire(definition, &rollup) });
        }
    }
    let measured = Measured::new(live, &survey.measures);
    let (fixes, fixes_total) = fixes(measured, &owned_by(live, team, tree)?, None, day, FIXES);
    let entity_ref = team.to_string();
    Ok(TeamScorecards { entity_ref, tree, scorecards, fixes, fixes_total, revision: live.revision() })
}

/// What these owners own in the end.
fn over(definition: &ScorecardDefinition, sums: &ScorecardSums, owners: &[Symbol]) -> Rollup {
    let mut all = Rollup::of(definition);
    let known = owners.iter().filter_map(|owner| sums.group(Grouping::Owner, owner.index()));
    known.for_each(|rollup| all.join(rollup));
    all
}

/// Counts with the names of what is counted.
pub(crate) fn to_wire(definition: &ScorecardDefinition, rollup: &Rollup) -> RollupCounts {
    let level = |(level, entities): (&scorecards::LevelDefinition, &u64)| ScorecardLevelCount {
        name: level.name.clone(),
        title: level.title.clone(),
        color: level.color.clone(),
        entities: *entities,
    };
    let rule = |(rule, counts): (&scorecards::RuleDefinition, &scorecards::RuleCounts)| RollupRule {
        id: rule.id.clone(),
        passed: counts.passed,
        failed: counts.failed,
        unknown: counts.unknown,
        exempt: counts.exempt,
    };
    RollupCounts {
        entities: rollup.entities,
        passing: rollup.passing,
        failing: rollup.failing,
        unknown: rollup.unknown,
        score: rollup.score,
        max: rollup.max,
        levels: definition.levels.iter().zip(&rollup.levels).map(level).collect(),
        without_level: rollup.without_level,
        rules: definition.rules.iter().zip(&rollup.rules).map(rule).collect(),
    }
}

/// How the store calls a group: what belongs to none by the empty text.
pub(crate) fn group_key(of: Option<&str>) -> String {
    of.unwrap_or_default().to_owned()
}
