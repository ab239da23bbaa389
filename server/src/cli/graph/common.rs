//! `sextant graph common`.

use catalog_schema::wire::{Common, CommonItem, ImpactDirection};
use clap::Args;

use super::ask::{AskError, Format, Server};
use super::table::{table, tier};

/// What several entities all depend on.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Two entities or more
    #[arg(required = true, num_args = 2..)]
    refs: Vec<String>,
    /// What depends on all of them instead
    #[arg(long)]
    dependents: bool,
    /// How many to list
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let mut query: Vec<_> = arguments.refs.iter().map(|entity_ref| ("ref", entity_ref.clone())).collect();
    if arguments.dependents {
        query.push(("direction", ImpactDirection::Dependents.as_str().to_owned()));
    }
    query.extend(arguments.limit.map(|limit| ("limit", limit.to_string())));
    arguments.server.answer("graph/common", &query, arguments.format, human)
}

fn human(common: &Common) -> String {
    if common.total == 0 {
        return "nothing in common\n".to_owned();
    }
    let line = |item: &CommonItem| {
        let steps: Vec<String> = item.distances.iter().map(ToString::to_string).collect();
        let owner = item.owner.clone().unwrap_or_else(|| "-".to_owned());
        [steps.join("/"), tier(item.tier), owner, item.entity_ref.clone()]
    };
    let mut text = table(["STEPS", "TIER", "OWNER", "ENTITY"], common.items.iter().map(line));
    let left = common.total.saturating_sub(common.items.len() as u64);
    if left > 0 {
        text.push_str(&format!("and {left} more; --limit lists up to 1000\n"));
    }
    text
}
