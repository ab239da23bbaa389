//! Two teams that need each other in many places.

use std::collections::BTreeMap;

use crate::graph::{GraphView, Slot};
use crate::insights::finding::Severity;
use crate::insights::{Found, Ground, Rule};
use crate::live::Symbol;

use super::shared_database::short;

pub(in crate::insights) static RULE: Rule = Rule {
    id: "cross-team",
    title: "Teams that need each other",
    why: "Where each needs the other, neither can plan, release or retire anything alone: the cut between them runs through \
          one thing.",
    fix: "Look whether what ties them belongs into one team, or turn one direction around with an API or events that one side \
          owns.",
    find,
};

/// Each of the two needs the other in at least so many places.
const LEAST: usize = 3;

/// By the two owners: what depends on what, from the first to the second and back.
type Pairs = BTreeMap<(usize, usize), [Vec<(Slot, Slot)>; 2]>;

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let mut pairs: Pairs = BTreeMap::new();
    let mut owners: BTreeMap<usize, Symbol> = BTreeMap::new();
    for (slot, _) in ground.live.rows() {
        let owner = ground.owner(slot);
        if !owner.is_some() {
            continue;
        }
        for on in ground.dependencies(slot) {
            let other = ground.owner(on);
            if !other.is_some() || other == owner {
                continue;
            }
            owners.extend([(owner.index(), owner), (other.index(), other)]);
            let (one, two) = (owner.index().min(other.index()), owner.index().max(other.index()));
            pairs.entry((one, two)).or_default()[usize::from(owner.index() != one)].push((slot, on));
        }
    }
    let mut all = Vec::new();
    for ((one, two), [there, back]) in pairs {
        if there.len() < LEAST || back.len() < LEAST {
            continue;
        }
        let team = |index: usize| owners.get(&index).map(|&owner| ground.owner_text(owner)).unwrap_or_default();
        let message = format!(
            "{} needs {} in {} places, and is needed by it in {}",
            short(team(one)),
            short(team(two)),
            there.len(),
            back.len()
        );
        let severity = if there.len().min(back.len()) > 9 { Severity::Medium } else { Severity::Low };
        let (Some(&first), Some(&second)) = (there.first(), back.first()) else { continue };
        let path = vec![first.0, first.1, second.0, second.1];
        // The teams are what it is about, as far as the catalog has them.
        let teams: Vec<Slot> = [one, two].iter().filter_map(|&index| ground.live.graph().find(team(index))).collect();
        let subject = teams.first().copied().unwrap_or(first.0);
        let key = if teams.len() == 2 { teams } else { path.clone() };
        all.push(Found::new(severity, subject, path, message).told_by(key));
    }
    all
}
