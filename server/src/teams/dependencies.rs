//! Which teams a team needs, and which need it.

use std::collections::BTreeMap;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Dependency, Problem, TeamDependencies, TeamDependency};

use crate::graph::{self, GraphView, Slot};
use crate::lists::{owned, problems};
use crate::live::{Column, Live, Symbol};

/// Dependencies that are named for each pair of teams.
const NAMED: usize = 5;

/// The dependencies between the entities of a team and those of others, by the impact relation. Dependencies on what
/// the catalog does not have count as on what nobody owns.
///
/// # Errors
/// 404 `entity_not_found`.
pub fn dependencies(live: &Live, team: &EntityRef) -> Result<TeamDependencies, Problem> {
    if !live.contains(team) {
        return Err(problems::entity_not_found(live, team));
    }
    let owners = live.columns().table(Column::Owner);
    let mut needs = BTreeMap::new();
    let mut needed_by = BTreeMap::new();
    // A team that owns nothing has no symbol.
    if let Some(team) = owners.find(team.as_str()) {
        for slot in owned(live, live.postings().all(), &[team]).iter().map(Slot::of) {
            for other in graph::dependencies(live.graph(), slot) {
                count(live, &mut needs, team, other, (slot, other));
            }
            for other in graph::dependents(live.graph(), slot) {
                count(live, &mut needed_by, team, other, (other, slot));
            }
        }
    }
    Ok(TeamDependencies {
        entity_ref: team.to_string(),
        needs: in_order(live, needs),
        needed_by: in_order(live, needed_by),
        revision: live.revision(),
    })
}

/// By the other team's symbol: pairs of what depends and what it depends on.
type ByTeam = BTreeMap<usize, (Symbol, Vec<(Slot, Slot)>)>;

fn count(live: &Live, by_team: &mut ByTeam, team: Symbol, other: Slot, pair: (Slot, Slot)) {
    let owner = live.row(other).map_or(Symbol::NONE, |row| live.effective_owner(row));
    if owner != team {
        by_team.entry(owner.index()).or_insert_with(|| (owner, Vec::new())).1.push(pair);
    }
}

fn in_order(live: &Live, by_team: ByTeam) -> Vec<TeamDependency> {
    let mut items: Vec<TeamDependency> =
        by_team.into_values().map(|(team, pairs)| to_wire(live, team, &pairs)).collect();
    items.sort_by(|one, other| (other.total, &one.team).cmp(&(one.total, &other.team)));
    items
}

fn to_wire(live: &Live, team: Symbol, pairs: &[(Slot, Slot)]) -> TeamDependency {
    let graph = live.graph();
    let team = team.is_some().then(|| live.columns().table(Column::Owner).text(team).to_owned());
    let record = team.as_deref().and_then(|team| graph.record(graph.find(team)?));
    let mut examples: Vec<Dependency> = pairs
        .iter()
        .map(|&(dependent, on)| Dependency {
            dependent: graph.entity_ref(dependent).to_string(),
            on: graph.entity_ref(on).to_string(),
        })
        .collect();
    examples.sort_unstable();
    examples.truncate(NAMED);
    TeamDependency {
        title: record.and_then(|record| record.title.as_deref()).map(str::to_owned),
        team,
        total: pairs.len() as u64,
        examples,
    }
}
