//! One thing that nearly everything needs.

use crate::graph::Slot;
use crate::insights::finding::Severity;
use crate::insights::{Found, Ground, Rule};

pub(in crate::insights) static RULE: Rule = Rule {
    id: "hub",
    title: "Hub that much depends on",
    why: "Each change of it is a risk for all that depends on it, and each failure of it is one of theirs.",
    fix: "Find out which of its tasks the dependents need, and split it by them; put caches or queues before it; and give it \
          the tier that it has in truth.",
    find,
};

/// A hub has at least so many direct dependents,
const LEAST: u32 = 20;
/// and so many times those of the average entity that something depends on.
const TIMES: f64 = 8.0;

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let dependents: Vec<(Slot, u32)> = ground
        .live
        .rows()
        .map(|(slot, row)| (slot, row.measures.dependents))
        .filter(|&(_, dependents)| dependents > 0)
        .collect();
    let sum: f64 = dependents.iter().map(|&(_, count)| f64::from(count)).sum();
    let average = sum / (dependents.len().max(1) as f64);
    let mut all = Vec::new();
    for (slot, count) in dependents {
        if count < LEAST || f64::from(count) < TIMES * average {
            continue;
        }
        let measure = ground.measures.at(ground.live.graph(), slot);
        let alone = measure.is_some_and(|measure| measure.is_articulation);
        let tier = ground.live.row(slot).and_then(|row| row.tier);
        // Whoever knows that it is critical has been told.
        let severity = if alone && tier != Some(1) { Severity::Medium } else { Severity::Low };
        let message = format!(
            "{} entities depend directly on {}, {:.0} times the average",
            count,
            ground.name(slot),
            f64::from(count) / average
        );
        all.push(Found::new(severity, slot, vec![slot], message));
    }
    all
}
