//! `sextant graph order`.

use catalog_schema::wire::{DependencyOrder, OrderGroup};
use clap::Args;

use super::ask::{AskError, Format, Server};
use super::table::table;

/// In which order things depend on each other.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Entities, which come with all that they depend on; everything that depends on something if left out
    roots: Vec<String>,
    /// Leave out what they depend on
    #[arg(long)]
    only: bool,
    /// How many groups to list
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let mut query: Vec<_> = arguments.roots.iter().map(|root| ("root", root.clone())).collect();
    if arguments.only {
        query.push(("only", true.to_string()));
    }
    query.extend(arguments.limit.map(|limit| ("limit", limit.to_string())));
    arguments.server.answer("graph/order", &query, arguments.format, human)
}

fn human(order: &DependencyOrder) -> String {
    let line = |group: &OrderGroup| [group.level.to_string(), group.refs.join(", ")];
    let mut text = table(["LEVEL", "ENTITIES"], order.items.iter().map(line));
    let left = order.total.saturating_sub(order.items.len() as u64);
    if left > 0 {
        text.push_str(&format!("and {left} more; --limit lists up to 1000\n"));
    }
    text
}
