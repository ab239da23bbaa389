//! `sextant initiative list`.

use catalog_schema::wire::{Initiative, InitiativeList};
use clap::Args;

use super::command::{Format, not_understood};
use super::markdown;
use super::words::progress;
use crate::cli::graph::{AskError, Server, table};

/// What is to be reached until when.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only what asks something of this team, and only of what it owns
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// With --team: what the teams within it own counts, too
    #[arg(long, requires = "team")]
    tree: bool,
    /// Only what asks something of this entity, such as component:default/orders
    #[arg(long, value_name = "ENTITY", conflicts_with = "team")]
    entity: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let asked = [("team", &arguments.team), ("entity", &arguments.entity)];
    let mut query: Vec<(&str, String)> =
        asked.into_iter().filter_map(|(key, value)| Some((key, value.clone()?))).collect();
    if arguments.tree {
        query.push(("tree", "true".to_owned()));
    }
    let text = arguments.server.text("initiatives", &query)?;
    let understood = |error: serde_json::Error| not_understood(&arguments.server.address(), &error);
    let list: InitiativeList = serde_json::from_str(&text).map_err(understood)?;
    Ok(match arguments.format {
        Format::Json => serde_json::to_string_pretty(&list).map_err(understood)? + "\n",
        Format::Markdown => markdown::list(&list.items),
        Format::Human => human(&list.items),
    })
}

fn human(items: &[Initiative]) -> String {
    if items.is_empty() {
        return "no initiative\n".to_owned();
    }
    let lines = items.iter().map(|item| {
        let owner = item.owner.clone().unwrap_or_default();
        [item.name.clone(), item.state.title().to_owned(), item.due_on.clone(), progress(&item.counts), owner]
    });
    table(["NAME", "STATE", "DUE", "PROGRESS", "OWNER"], lines)
}
