//! Something critical depends on something less critical.

use crate::insights::finding::Severity;
use crate::insights::{Found, Ground, Rule};

pub(in crate::insights) static RULE: Rule = Rule {
    id: "tier-inversion",
    title: "Critical depends on less critical",
    why: "A component is no more available than what it cannot do without. People on call for the less critical one do not \
          know that so much hangs on it.",
    fix: "Raise the tier of what is depended on, with all that its tier asks of it; or make the dependency one that can fail, \
          and say so with `criticality: low` on it.",
    find,
};

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for (slot, row) in ground.live.rows() {
        // What is of tier 3 and 4 promises little: an inversion there is no surprise.
        let Some(tier @ 1..=2) = row.tier else { continue };
        for on in ground.dependencies(slot) {
            let Some(lower) = ground.live.row(on).and_then(|row| row.tier).filter(|&lower| lower > tier) else {
                continue;
            };
            if ground.is_soft(slot, on) {
                continue;
            }
            let severity = if lower - tier > 1 { Severity::High } else { Severity::Medium };
            let message = format!(
                "{} is of tier {tier} and depends on {}, which is of tier {lower}",
                ground.name(slot),
                ground.name(on)
            );
            all.push(Found::new(severity, on, vec![slot, on], message));
        }
    }
    all
}
