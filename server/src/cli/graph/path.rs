//! `sextant graph path`.

use catalog_schema::wire::{Path, Paths};
use clap::Args;

use super::ask::{AskError, Format, Server};
use super::table::{counted, plain};

/// How one entity depends on another.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to begin, such as component:default/web
    from: String,
    /// Where to end
    to: String,
    /// Follow these relations, such as dependsOn or ownerOf, instead of what hits what
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    relations: Vec<String>,
    /// All ways instead of a shortest one
    #[arg(long)]
    all: bool,
    /// With --all, how many ways at most
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Steps of a way at most
    #[arg(long, value_name = "N")]
    max_length: Option<u32>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let mut query = vec![("from", arguments.from.clone()), ("to", arguments.to.clone())];
    query.extend(arguments.relations.iter().map(|relation| ("relations", relation.clone())));
    if arguments.all {
        query.push(("all", true.to_string()));
    }
    query.extend(arguments.limit.map(|limit| ("limit", limit.to_string())));
    query.extend(arguments.max_length.map(|length| ("max_length", length.to_string())));
    arguments.server.answer("graph/path", &query, arguments.format, human)
}

fn human(found: &Paths) -> String {
    if found.paths.is_empty() {
        let steps = counted(u64::from(found.max_length), "step", "steps");
        return format!("no way from {} to {} within {steps}\n", plain(&found.from), plain(&found.to));
    }
    let mut text = found.paths.iter().map(way).collect::<Vec<_>>().join("\n");
    if found.truncated {
        text.push_str("\nthere may be more\n");
    }
    text
}

fn way(path: &Path) -> String {
    let mut text = String::new();
    for (place, entity_ref) in path.refs.iter().enumerate() {
        let step = place.checked_sub(1).and_then(|before| path.steps.get(before));
        let by = match step {
            None => String::new(),
            Some(step) => match &step.through {
                Some(api) => format!("  {} {} of ", step.relation, api),
                None => format!("  {} ", step.relation),
            },
        };
        text.push_str(&plain(&format!("{by}{entity_ref}")));
        text.push('\n');
    }
    text
}
