//! Roll-ups as the API tells them.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    Problem, RollupBy, RollupCounts, RollupGroup, RollupRule, ScorecardLevelCount, ScorecardRollup, TeamScorecard,
    TeamScorecards,
};
use scorecards::{Rollup, ScorecardDefinition};

use super::fixes::fixes;
use super::groups::{Groups, groups};
use super::owned_by;
use crate::graph::{GraphView, Measured, Slot};
use crate::health::overall::find;
use crate::health::reading::Reading;
use crate::insights::Survey;
use crate::live::Live;

/// Fixes that are told of a team.
const FIXES: usize = 20;

/// A scorecard over groups of entities, as of a day (`2026-12-01`, UTC).
///
/// # Errors
/// 404 `scorecard_not_found`.
pub(crate) fn rollup(live: &Live, name: &str, by: RollupBy, day: &str) -> Result<ScorecardRollup, Problem> {
    let definition = find(live.engine(), name)?;
    let groups = if definition.is_draft { Groups::new() } else { groups(live, definition, by, day) };
    let title = |of: &str| {
        let record = live.graph().find(of).and_then(|slot| live.graph().record(slot));
        record.and_then(|record| record.title.as_deref()).map(str::to_owned)
    };
    let group = |(of, rollup): (Option<String>, Rollup)| RollupGroup {
        title: of.as_deref().and_then(title),
        of,
        counts: to_wire(definition, &rollup),
    };
    let mut items: Vec<RollupGroup> = groups.into_iter().map(group).collect();
    items.sort_by_key(|group| group.of.is_none());
    Ok(ScorecardRollup { scorecard: definition.name.clone(), by, items, revision: live.revision() })
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
    let owned = owned_by(live, team, tree)?;
    let mut scorecards = Vec::new();
    let mut verdicts = Vec::new();
    for definition in live.engine().definitions().filter(|definition| !definition.is_draft) {
        let (reading, mut rollup) = (Reading::new(live, definition), Rollup::of(definition));
        for row in owned.iter().filter_map(|number| live.row(Slot::of(number))) {
            if reading.read(row, &mut verdicts) {
                rollup.add(definition, &verdicts, day);
            }
        }
        if rollup.entities > 0 {
            let (scorecard, title) = (definition.name.clone(), definition.title.clone());
            scorecards.push(TeamScorecard { scorecard, title, counts: to_wire(definition, &rollup) });
        }
    }
    let measured = Measured::new(live, &survey.measures);
    let (fixes, fixes_total) = fixes(measured, &owned, None, day, FIXES);
    let entity_ref = team.to_string();
    Ok(TeamScorecards { entity_ref, tree, scorecards, fixes, fixes_total, revision: live.revision() })
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
