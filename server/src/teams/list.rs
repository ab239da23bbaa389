//! All teams with their figures, and where ownership has gaps.

use catalog_schema::model::{EntityRef, Link, LinkType};
use catalog_schema::wire::{Health, OwnershipGaps, Team, TeamList, UnknownOwner};
use petgraph::Direction::{Incoming, Outgoing};

use crate::graph::{self, GraphView, RelationId, Slot};
use crate::health;
use crate::live::{Column, Live, Row, compare_folded};

/// Kinds that nobody has to own.
const OWNERLESS: [&str; 3] = ["group", "user", "location"];

/// Every team. One pass over the catalog, whatever the number of teams.
pub fn list(live: &Live) -> TeamList {
    let graph = live.graph();
    let owners = live.columns().table(Column::Owner);
    let mut tallies = vec![Tally::default(); owners.bound()];
    let mut teams: Vec<Slot> = Vec::new();
    let mut unowned = 0;
    for (slot, row) in live.rows() {
        let kind = graph.entity_ref(slot).kind();
        if kind == "group" {
            teams.push(slot);
        }
        let owner = live.effective_owner(row);
        if owner.is_some() {
            tallies[owner.index()].add(row);
        } else if !OWNERLESS.contains(&kind) {
            unowned += 1;
        }
    }
    let nothing = Tally::default();
    let carried = |slot: Slot| {
        let symbol = owners.find(graph.entity_ref(slot).as_str());
        symbol.and_then(|symbol| tallies.get(symbol.index())).unwrap_or(&nothing)
    };
    let mut items: Vec<Team> = teams.iter().map(|&slot| team(live, slot, carried(slot))).collect();
    items.sort_by(|one, other| {
        let name = |team: &Team| team.title.clone().unwrap_or_else(|| team.entity_ref.clone());
        compare_folded(&name(one), &name(other)).then_with(|| one.entity_ref.cmp(&other.entity_ref))
    });
    let mut unknown_owners: Vec<UnknownOwner> = owners
        .iter()
        .filter(|(symbol, owner)| tallies[symbol.index()].entities > 0 && !is_known(live, owner))
        .map(|(symbol, owner)| UnknownOwner { owner: owner.to_owned(), entities: tallies[symbol.index()].entities })
        .collect();
    unknown_owners.sort_by(|one, other| (other.entities, &one.owner).cmp(&(one.entities, &other.owner)));
    let is_empty = |slot: &Slot| {
        carried(*slot).entities > 0 && graph::descendants(graph, *slot).iter().all(|&team| members(live, team) == 0)
    };
    let mut empty_teams: Vec<String> =
        teams.iter().filter(|slot| is_empty(slot)).map(|&slot| graph.entity_ref(slot).to_string()).collect();
    empty_teams.sort_unstable();
    let gaps = OwnershipGaps { unowned, unknown_owners, empty_teams };
    TeamList { items, gaps, revision: live.revision() }
}

fn is_known(live: &Live, owner: &str) -> bool {
    owner.parse::<EntityRef>().is_ok_and(|owner| live.contains(&owner))
}

/// What a team carries.
#[derive(Clone, Debug, Default)]
struct Tally {
    entities: u64,
    tiers: [u64; 4],
    health: Option<Health>,
    failing: u64,
}

impl Tally {
    fn add(&mut self, row: &Row) {
        self.entities += 1;
        let tier = row.tier.and_then(|tier| usize::from(tier).checked_sub(1));
        if let Some(count) = tier.and_then(|index| self.tiers.get_mut(index)) {
            *count += 1;
        }
        if let Some(health) = &row.health {
            let total = self.health.get_or_insert(Health { score: 0, max: 0, passed: 0, failed: 0, unknown: 0 });
            health::add(total, health);
            self.failing += u64::from(health.failed > 0);
        }
    }
}

fn team(live: &Live, slot: Slot, carried: &Tally) -> Team {
    let graph = live.graph();
    let record = graph.record(slot);
    let parent = graph.neighbours(slot, Outgoing, RelationId::CHILD_OF).next();
    let entity = record.and_then(|record| record.entity(graph));
    let is_on_call = |link: &Link| link.link_type == LinkType::OnCall;
    Team {
        entity_ref: graph.entity_ref(slot).to_string(),
        title: record.and_then(|record| record.title.as_deref()).map(str::to_owned),
        entity_type: record.and_then(|record| record.entity_type.as_deref()).map(str::to_owned),
        parent: parent.map(|parent| graph.entity_ref(parent).to_string()),
        members: members(live, slot),
        entities: carried.entities,
        tiers: carried.tiers,
        health: carried.health,
        failing: carried.failing,
        on_call: entity.map_or_else(Vec::new, |entity| entity.links.into_iter().filter(is_on_call).collect()),
    }
}

/// People that the catalog has in a team.
fn members(live: &Live, team: Slot) -> u64 {
    let graph = live.graph();
    let people =
        graph.neighbours(team, Incoming, RelationId::MEMBER_OF).filter(|&person| graph.record(person).is_some());
    people.count() as u64
}
