//! `sextant graph impact`.

use catalog_schema::wire::{Impact, ImpactDirection, ImpactTeam};
use clap::{Args, ValueEnum};

use super::ask::{AskError, Format, Server};
use super::table::{counted, plain, table, tier};

/// What is hit when an entity fails.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What fails, such as component:default/orders
    root: String,
    /// What it depends on instead of what depends on it
    #[arg(long)]
    dependencies: bool,
    /// How many entities to list; all of them count
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    #[arg(long, value_enum, default_value_t = Output::Human)]
    format: Output,
    #[command(flatten)]
    server: Server,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    /// Tables for people
    Human,
    /// What the API answers
    Json,
    /// Whom to tell, as a text to send
    Text,
    /// Whom to tell, as a table
    Csv,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let mut query = vec![("root", arguments.root.clone())];
    if arguments.dependencies {
        query.push(("direction", ImpactDirection::Dependencies.as_str().to_owned()));
    }
    query.extend(arguments.limit.map(|limit| ("limit", limit.to_string())));
    let (format, server) = (arguments.format, &arguments.server);
    let rendered = match format {
        Output::Human => return server.answer("graph/impact", &query, Format::Human, human),
        Output::Json => return server.answer("graph/impact", &query, Format::Json, human),
        Output::Text => "text",
        Output::Csv => "csv",
    };
    query.push(("format", rendered.to_owned()));
    server.text("graph/impact", &query)
}

fn human(impact: &Impact) -> String {
    let root = plain(&impact.root);
    let total = counted(impact.total, "entity", "entities");
    let mut text = match impact.direction {
        ImpactDirection::Dependents => format!("{total} hit when {root} fails"),
        ImpactDirection::Dependencies => format!("{total} whose failure hits {root}"),
    };
    for (tier, count) in (1..).zip(impact.tiers).filter(|(_, count)| *count > 0) {
        text.push_str(&format!(", {count} of tier {tier}"));
    }
    text.push('\n');
    if impact.total == 0 {
        return text;
    }
    let line = |item: &catalog_schema::wire::ImpactItem| {
        let owner = item.owner.clone().unwrap_or_else(|| "-".to_owned());
        let mark = if item.dangling { " (not in the catalog)" } else { "" };
        [item.distance.to_string(), tier(item.tier), owner, format!("{}{mark}", item.entity_ref)]
    };
    text.push('\n');
    text.push_str(&table(["STEPS", "TIER", "OWNER", "ENTITY"], impact.items.iter().map(line)));
    let left = impact.total.saturating_sub(impact.items.len() as u64);
    if left > 0 {
        text.push_str(&format!("and {left} more; --limit lists up to 1000\n"));
    }
    text.push('\n');
    text.push_str(&table(["TEAM", "ENTITIES", "NEAREST", "REACH"], impact.teams.iter().map(team)));
    if impact.unowned > 0 {
        text.push_str(&format!("nobody owns {} of them\n", impact.unowned));
    }
    text
}

fn team(team: &ImpactTeam) -> [String; 4] {
    let reach = match (team.dangling, team.contacts.first()) {
        (true, _) => "not in the catalog".to_owned(),
        (_, Some(contact)) => contact.url.clone(),
        _ => String::new(),
    };
    [team.entity_ref.clone(), team.entities.to_string(), team.nearest.to_string(), reach]
}
