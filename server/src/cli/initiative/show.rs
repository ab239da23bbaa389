//! `sextant initiative show`.

use catalog_schema::wire::{Initiative, InitiativeEntities, InitiativeEntity};
use clap::Args;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use super::command::{Format, not_understood};
use super::markdown;
use super::words::{asks, progress, state};
use crate::cli::graph::{AskError, Server, plain};

/// One initiative.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Its name
    #[arg(value_name = "NAME")]
    name: String,
    /// Only what this team owns
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// With --team: what the teams within it own counts, too
    #[arg(long, requires = "team")]
    tree: bool,
    /// How many of those that are left are told
    #[arg(long, value_name = "COUNT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    limit: u32,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let understood = |error: serde_json::Error| not_understood(&arguments.server.address(), &error);
    let path = format!("initiatives/{}", utf8_percent_encode(&arguments.name, NON_ALPHANUMERIC));
    let mut query: Vec<(&str, String)> = arguments.team.iter().map(|team| ("team", team.clone())).collect();
    if arguments.tree {
        query.push(("tree", "true".to_owned()));
    }
    let text = arguments.server.text(&path, &query)?;
    let initiative: Initiative = serde_json::from_str(&text).map_err(understood)?;
    query.extend([("state", "left".to_owned()), ("limit", arguments.limit.to_string())]);
    let text = arguments.server.text(&format!("{path}/entities"), &query)?;
    let left: InitiativeEntities = serde_json::from_str(&text).map_err(understood)?;
    Ok(match arguments.format {
        Format::Json => {
            let both = json!({ "initiative": initiative, "left": left });
            serde_json::to_string_pretty(&both).map_err(understood)? + "\n"
        }
        Format::Markdown => markdown::show(&initiative, &left),
        Format::Human => human(&initiative, &left),
    })
}

fn human(initiative: &Initiative, left: &InitiativeEntities) -> String {
    let mut lines = vec![
        plain(&format!("{} ({})", initiative.title, initiative.name)),
        plain(&format!("  asks for  {}", asks(initiative))),
        format!("  from      {} until {}", initiative.starts_on, initiative.due_on),
        format!("  state     {}", state(initiative)),
        format!("  progress  {}", progress(&initiative.counts)),
    ];
    lines.extend(initiative.owner.iter().map(|owner| format!("  owner     {owner}")));
    for problem in &initiative.problems {
        let place = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        let at = format!("{}{place}", initiative.defined_at.path);
        lines.push(plain(&format!("  wrong     {at}: {}; {}", problem.message, problem.help)));
    }
    if !left.items.is_empty() {
        lines.push(String::new());
        lines.push("Left:".to_owned());
        lines.extend(left.items.iter().flat_map(one_left));
    }
    let more = left.total.saturating_sub(left.items.len() as u64);
    if more > 0 {
        lines.push(format!("  and {more} more"));
    }
    lines.join("\n") + "\n"
}

/// The entity, and what it lacks.
fn one_left(entity: &InitiativeEntity) -> Vec<String> {
    let owner = entity.owner.as_deref().unwrap_or("nobody");
    let mut lines = vec![format!("  {}  ({owner})", entity.entity_ref)];
    lines.extend(
        entity.lacks.iter().map(|lack| plain(&format!("      {}/{}: {}", lack.scorecard, lack.rule, lack.message))),
    );
    lines
}
