//! The teams by what they are within.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::wire::{Health, Team};

use crate::address::short_name;
use crate::scope::Scope;

/// All teams: each before those within it, otherwise in the order given.
pub(crate) struct TeamTree {
    places: Vec<Place>,
}

/// A team in the tree.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) team: Team,
    /// How many teams it is within.
    pub(crate) level: usize,
    /// How many teams are within it; they come next in the tree.
    pub(crate) within: usize,
    /// What it carries together with the teams within it; by itself where it is in a cycle.
    pub(crate) sum: Carried,
    /// Its parents lead back to it, or it is within a team of which that is so.
    pub(crate) in_cycle: bool,
}

/// What teams carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Carried {
    pub(crate) entities: u64,
    /// By tier, from 1 to 4.
    pub(crate) tiers: [u64; 4],
    /// Null where no scorecard applies.
    pub(crate) health: Option<Health>,
    /// Entities with a failing rule.
    pub(crate) failing: u64,
}

impl TeamTree {
    /// Puts every team below its parent. A team whose parent is not there stands at the top. So does the first one of
    /// a cycle of parents, where the cycle is cut.
    pub(crate) fn new(teams: &[Team]) -> Self {
        let by_ref: BTreeMap<&str, usize> =
            teams.iter().enumerate().map(|(index, team)| (team.entity_ref.as_str(), index)).collect();
        let parent = |team: &Team| team.parent.as_deref().and_then(|parent| by_ref.get(parent).copied());
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); teams.len()];
        for (index, team) in teams.iter().enumerate() {
            if let Some(parent) = parent(team) {
                children[parent].push(index);
            }
        }
        let tops = (0..teams.len()).filter(|&index| parent(&teams[index]).is_none());
        let mut tree = Growing { teams, children, placed: BTreeSet::new(), places: Vec::new(), parents: Vec::new() };
        for top in tops {
            tree.grow(top, false);
        }
        for top in 0..teams.len() {
            tree.grow(top, true);
        }
        Self { places: tree.added_up() }
    }

    /// All of them, from the top.
    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of a team.
    pub(crate) fn find(&self, team: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.team.entity_ref == team)
    }

    /// The places of the teams within a team.
    pub(crate) fn within(&self, team: &str) -> &[Place] {
        let Some(index) = self.places.iter().position(|place| place.team.entity_ref == team) else { return &[] };
        let first = index + 1;
        self.places.get(first..first + self.places[index].within).unwrap_or_default()
    }
}

/// A tree in the making.
struct Growing<'a> {
    teams: &'a [Team],
    /// By team, the teams right within it.
    children: Vec<Vec<usize>>,
    /// The teams that have a place.
    placed: BTreeSet<usize>,
    places: Vec<Place>,
    /// By place, that of the parent.
    parents: Vec<Option<usize>>,
}

impl Growing<'_> {
    /// Places a team and all within it, as far as they have no place yet.
    fn grow(&mut self, top: usize, in_cycle: bool) {
        let mut waiting = vec![(top, 0, None)];
        while let Some((index, level, parent)) = waiting.pop() {
            if !self.placed.insert(index) {
                continue;
            }
            let team = self.teams[index].clone();
            let sum = Carried::by(&team);
            waiting.extend(self.children[index].iter().rev().map(|&child| (child, level + 1, Some(self.places.len()))));
            self.places.push(Place { team, level, within: 0, sum, in_cycle });
            self.parents.push(parent);
        }
    }

    /// Adds what is within each team to it, from the last place to the first.
    fn added_up(mut self) -> Vec<Place> {
        for index in (0..self.places.len()).rev() {
            let Place { within, sum, in_cycle, .. } = self.places[index];
            if let Some(parent) = self.parents[index].and_then(|parent| self.places.get_mut(parent)) {
                parent.within += 1 + within;
                if !in_cycle {
                    parent.sum.add(&sum);
                }
            }
        }
        self.places
    }
}

impl Place {
    /// Whose entities its figures count.
    pub(crate) fn scope(&self) -> Scope {
        if self.within == 0 || self.in_cycle {
            Scope::Own(self.team.entity_ref.clone())
        } else {
            Scope::Within(vec![self.team.entity_ref.clone()])
        }
    }
}

impl Carried {
    fn by(team: &Team) -> Self {
        Self { entities: team.entities, tiers: team.tiers, health: team.health, failing: team.failing }
    }

    fn add(&mut self, other: &Self) {
        self.entities += other.entities;
        self.failing += other.failing;
        for (tier, more) in self.tiers.iter_mut().zip(other.tiers) {
            *tier += more;
        }
        if let Some(more) = other.health {
            let sum = self.health.get_or_insert(Health { score: 0, max: 0, passed: 0, failed: 0, unknown: 0 });
            sum.score = sum.score.saturating_add(more.score);
            sum.max = sum.max.saturating_add(more.max);
            sum.passed = sum.passed.saturating_add(more.passed);
            sum.failed = sum.failed.saturating_add(more.failed);
            sum.unknown = sum.unknown.saturating_add(more.unknown);
        }
    }
}

/// What people call a team.
pub(crate) fn team_name(team: &Team) -> String {
    team.title.clone().unwrap_or_else(|| short_name(&team.entity_ref))
}
