//! Something in production depends on something that is not there yet, or not for long.

use crate::insights::finding::Severity;
use crate::insights::tiers::{is_beginning, is_ending, is_in_production};
use crate::insights::{Found, Ground, Rule};
use crate::live::Column;

pub(in crate::insights) static RULE: Rule = Rule {
    id: "lifecycle-inversion",
    title: "Production depends on deprecated or experimental",
    why: "What is deprecated will be switched off, and what is experimental may change or vanish without notice.",
    fix: "Move to what replaces the deprecated thing, or agree on a date with its owners. Promote the experiment to \
          production if it is one no more.",
    find,
};

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for (slot, row) in ground.live.rows() {
        if !is_in_production(&ground.column(row, Column::Lifecycle)) {
            continue;
        }
        for on in ground.dependencies(slot) {
            let Some(other) = ground.live.row(on) else { continue };
            let lifecycle = ground.column(other, Column::Lifecycle);
            let severity = match () {
                () if is_ending(&lifecycle) => Severity::High,
                () if is_beginning(&lifecycle) => Severity::Medium,
                () => continue,
            };
            let message = format!(
                "{} is in production and depends on {}, which is {lifecycle}",
                ground.name(slot),
                ground.name(on)
            );
            all.push(Found::new(severity, slot, vec![slot, on], message));
        }
    }
    all
}
