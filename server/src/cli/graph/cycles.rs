//! `sextant graph cycles`.

use catalog_schema::wire::{Cycle, Cycles};
use clap::Args;

use super::ask::{AskError, Format, Server};
use super::table::{counted, plain};

/// What depends on itself by way of others.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How many to list, the largest first
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let query: Vec<_> = arguments.limit.map(|limit| ("limit", limit.to_string())).into_iter().collect();
    arguments.server.answer("graph/cycles", &query, arguments.format, human)
}

fn human(found: &Cycles) -> String {
    if found.total == 0 {
        return "no cycles\n".to_owned();
    }
    let knots = counted(found.total, "knot", "knots");
    let mut text = format!("{knots} of {} in all\n", counted(found.entities, "entity", "entities"));
    for knot in &found.items {
        text.push('\n');
        text.push_str(&describe(knot));
    }
    let left = found.total.saturating_sub(found.items.len() as u64);
    if left > 0 {
        text.push_str(&format!("\nand {left} more; --limit lists up to 1000\n"));
    }
    text
}

fn describe(knot: &Cycle) -> String {
    let mut text = format!("{} depend on each other\n", counted(knot.size, "entity", "entities"));
    if let Some(first) = knot.example.first() {
        let way: Vec<&str> = knot.example.iter().chain([first]).map(String::as_str).collect();
        text.push_str(&format!("  {}\n", plain(&way.join(" > "))));
    }
    if let Some(size) = knot.cut_size {
        let smallest = if knot.cut_is_smallest { "" } else { "; fewer may do" };
        text.push_str(&format!("  cut {}{smallest}:\n", counted(size, "dependency", "dependencies")));
        for cut in &knot.cut {
            text.push_str(&format!("    {} > {}\n", plain(&cut.dependent), plain(&cut.on)));
        }
        if size > knot.cut.len() as u64 {
            text.push_str("    …\n");
        }
    }
    text
}
