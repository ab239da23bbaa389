//! Whom to tell, as a text to send.

use std::fmt::Write;

use catalog_schema::model::LinkType;
use catalog_schema::wire::{Impact, ImpactDirection, ImpactTeam};

use super::label::on_one_line;

/// How many are hit, then each team with what is theirs and how to reach them.
pub(crate) fn whom_to_tell_text(impact: &Impact) -> String {
    let root = line(&impact.root);
    let mut text = match (impact.direction, impact.total) {
        (ImpactDirection::Dependents, 0) => format!("Nothing is hit when {root} fails.\n"),
        (ImpactDirection::Dependents, 1) => format!("1 entity is hit when {root} fails.\n"),
        (ImpactDirection::Dependents, total) => format!("{total} entities are hit when {root} fails.\n"),
        (ImpactDirection::Dependencies, 0) => format!("{root} depends on nothing.\n"),
        (ImpactDirection::Dependencies, 1) => format!("{root} is hit when any of 1 entity fails.\n"),
        (ImpactDirection::Dependencies, total) => format!("{root} is hit when any of {total} entities fails.\n"),
    };
    for team in &impact.teams {
        text.push('\n');
        push_team(&mut text, team);
    }
    if impact.unowned > 0 {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "\nNobody owns {} of them.", impact.unowned);
    }
    text
}

fn push_team(text: &mut String, team: &ImpactTeam) {
    let name = match &team.title {
        Some(title) => format!("{} ({})", line(title), line(&team.entity_ref)),
        None => line(&team.entity_ref),
    };
    let entities = if team.entities == 1 { "1 entity".to_owned() } else { format!("{} entities", team.entities) };
    let tiers = (1..).zip(team.tiers).filter(|&(_, count)| count > 0);
    let tiers: String = tiers.map(|(tier, count)| format!(", {count} of tier {tier}")).collect();
    let steps = if team.nearest == 1 { "1 step".to_owned() } else { format!("{} steps", team.nearest) };
    let _ = writeln!(text, "{name}: {entities}{tiers}, the nearest {steps} away");
    for contact in &team.contacts {
        let way = match contact.link_type {
            LinkType::OnCall => "on call",
            LinkType::Chat => "chat",
            _ => "e-mail",
        };
        let address = contact.url.strip_prefix("mailto:").unwrap_or(&contact.url);
        let _ = writeln!(text, "  {way}: {}", line(address));
    }
    if team.dangling {
        text.push_str("  not in the catalog\n");
    } else if team.contacts.is_empty() {
        text.push_str("  says not how to reach them\n");
    }
}

fn line(text: &str) -> String {
    on_one_line(text).collect()
}
