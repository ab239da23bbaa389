//! Entities that depend on each other.

use crate::graph::{Tied, tied};
use crate::insights::finding::Severity;
use crate::insights::found::listed;
use crate::insights::{Found, Ground, Rule};

pub(in crate::insights) static RULE: Rule = Rule {
    id: "cycle",
    title: "Dependency cycle",
    why: "Things that depend on each other fail together, start in no order and can only be changed at the same time.",
    fix: "Cut the dependencies that are named: let one side publish an event, move what both need into a third component, \
          or merge them if they are one thing.",
    find,
};

fn find(ground: &Ground<'_>) -> Vec<Found> {
    let found = |knot: Tied| {
        let Tied { members, example, cut, .. } = knot;
        let &subject = members.first()?;
        let owners = ground.owners(&members).len();
        let severity = if owners > 1 || members.len() > 2 { Severity::High } else { Severity::Medium };
        let names = ground.names(&members, 4);
        let cut = cut.unwrap_or_default();
        let named: Vec<String> =
            cut.iter().take(3).map(|&(from, to)| format!("{} on {}", ground.name(from), ground.name(to))).collect();
        let cut = match named.is_empty() {
            true => String::new(),
            false => format!("; without the dependency of {} they would not", listed(&named, cut.len())),
        };
        let message = format!("{names} depend on each other{cut}");
        let path = if example.is_empty() { members.clone() } else { example };
        Some(Found::new(severity, subject, path, message).told_by(members))
    };
    tied(ground.live.graph()).into_iter().filter_map(found).collect()
}
