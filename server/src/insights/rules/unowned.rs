//! Something that others need and nobody answers for.

use catalog_schema::model::EntityRef;

use crate::graph::GraphView;
use crate::insights::finding::Severity;
use crate::insights::{Found, Ground, Rule};

pub(in crate::insights) static RULE: Rule = Rule {
    id: "unowned",
    title: "Needed, but without an owner",
    why: "When it fails, those who depend on it find nobody to call.",
    fix: "Name the team in the descriptor (`spec.owner`), in the system that it is part of, or in CODEOWNERS; describe the \
          team if the catalog does not have it.",
    find,
};

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for (slot, _) in ground.of_kinds(&["component", "api", "resource", "system"]) {
        let dependents = ground.dependents(slot);
        if dependents.is_empty() {
            continue;
        }
        let owner = ground.owner(slot);
        let what = if owner.is_some() {
            let owner = ground.owner_text(owner);
            let is_known = owner.parse::<EntityRef>().is_ok_and(|owner| ground.live.contains(&owner));
            if is_known {
                continue;
            }
            format!("is owned by {owner}, which the catalog does not have")
        } else {
            "has no owner".to_owned()
        };
        let count = dependents.len();
        let (verb, plural) = if count == 1 { ("depends", "") } else { ("depend", "s") };
        let message = format!("{} {what}, and {count} other{plural} {verb} on it", ground.name(slot));
        let tier = ground.live.graph().entity(slot).and_then(|entity| entity.tier);
        let severity = if matches!(tier, Some(1 | 2)) || count > 4 { Severity::High } else { Severity::Medium };
        all.push(Found::new(severity, slot, vec![slot], message));
    }
    all
}
