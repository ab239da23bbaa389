//! What is risky about one dependency, in words.

use catalog_schema::wire::Entity;

use super::row::Row;
use super::walk::Side;

/// What is known of one end.
struct End<'a> {
    lifecycle: Option<&'a str>,
    tier: Option<u8>,
    owner: Option<&'a str>,
}

/// What to know about the row's dependency before relying on it. Empty where nothing is special.
pub(super) fn risks(entity: &Entity, row: &Row, side: Side) -> Vec<String> {
    let owner = entity.effective_owner.as_ref().map(|owner| owner.entity_ref.as_str()).or(entity.owner.as_deref());
    let here = End { lifecycle: entity.lifecycle.as_deref(), tier: entity.tier, owner };
    let there = End { lifecycle: row.node.lifecycle.as_deref(), tier: row.node.tier, owner: row.node.owner.as_deref() };
    let (dependent, on) = match side {
        Side::DependsOn => (&here, &there),
        Side::NeededBy => (&there, &here),
    };
    let mut risks = Vec::new();
    if row.node.dangling {
        risks.push("Not in the catalog".to_owned());
    }
    if is_production(dependent.lifecycle)
        && let Some(lifecycle) = on.lifecycle.filter(|lifecycle| is_ending(lifecycle) || is_early(lifecycle))
    {
        risks.push(match side {
            Side::DependsOn => format!("In production on something {}", lifecycle.to_lowercase()),
            Side::NeededBy => format!("In production, while this is {}", lifecycle.to_lowercase()),
        });
    }
    if let (Some(needs), Some(needed)) = (dependent.tier, on.tier)
        && needs < needed
    {
        risks.push(format!("Tier {needs} needs tier {needed}"));
    }
    if let (Some(one), Some(other)) = (here.owner, there.owner)
        && one != other
    {
        risks.push("Another team’s".to_owned());
    }
    risks
}

/// Whether a lifecycle says that people rely on it.
fn is_production(lifecycle: Option<&str>) -> bool {
    lifecycle.is_some_and(|lifecycle| lifecycle.eq_ignore_ascii_case("production"))
}

/// Whether a lifecycle says that it is on its way out.
fn is_ending(lifecycle: &str) -> bool {
    ["deprecated", "retired", "end-of-life"].iter().any(|ending| lifecycle.eq_ignore_ascii_case(ending))
}

/// Whether a lifecycle says that nobody should rely on it yet.
fn is_early(lifecycle: &str) -> bool {
    lifecycle.eq_ignore_ascii_case("experimental")
}
