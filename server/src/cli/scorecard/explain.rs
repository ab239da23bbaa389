//! `sextant scorecard explain`.

use catalog_schema::model::{EntityRef, RefError};
use catalog_schema::wire::ScorecardResult;
use clap::Args;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::told::told;
use crate::cli::Exit;
use crate::cli::graph::{AskError, Format, Server};

/// What scorecards say of an entity.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The entity, such as component:default/orders
    #[arg(value_name = "ENTITY")]
    entity_ref: String,
    /// Only this scorecard, by name
    #[arg(long, value_name = "NAME")]
    scorecard: Option<String>,
    /// Only the rules of this id
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    server: Server,
}

/// Why nothing is explained.
#[derive(Debug, thiserror::Error)]
enum ExplainError {
    #[error("{0}")]
    Ref(#[from] RefError),
    #[error("{0}")]
    Ask(#[from] AskError),
    #[error("no scorecard {asked:?} applies to {entity_ref}; {known}")]
    Scorecard { asked: String, entity_ref: String, known: String },
    #[error("no rule {asked:?} applies to {entity_ref}; {known}")]
    Rule { asked: String, entity_ref: String, known: String },
}

impl ExplainError {
    fn exit(&self) -> Exit {
        match self {
            Self::Ask(error) => error.exit(),
            Self::Ref(_) | Self::Scorecard { .. } | Self::Rule { .. } => Exit::Usage,
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    match explain(arguments) {
        Ok(text) => {
            print!("{text}");
            Exit::Ok
        }
        Err(error) => {
            eprintln!("error: {error}");
            error.exit()
        }
    }
}

fn explain(arguments: &Arguments) -> Result<String, ExplainError> {
    let entity_ref: EntityRef = arguments.entity_ref.parse()?;
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let segments = [entity_ref.kind(), entity_ref.namespace(), entity_ref.name()].map(encoded);
    let text = arguments.server.text(&format!("entities/{}/scorecards", segments.join("/")), &[])?;
    let understood = |error: serde_json::Error| AskError::Answer {
        address: arguments.server.address().into_owned(),
        reason: error.to_string(),
    };
    let results: Vec<ScorecardResult> = serde_json::from_str(&text).map_err(understood)?;
    let results = narrowed(results, arguments, &entity_ref)?;
    if arguments.format == Format::Json {
        let mut text = serde_json::to_string_pretty(&results).map_err(understood)?;
        text.push('\n');
        return Ok(text);
    }
    Ok(told(&entity_ref, &results))
}

/// What was asked for of everything that applies.
fn narrowed(
    mut results: Vec<ScorecardResult>,
    arguments: &Arguments,
    entity_ref: &EntityRef,
) -> Result<Vec<ScorecardResult>, ExplainError> {
    if let Some(asked) = &arguments.scorecard {
        let known = known(results.iter().map(|result| result.scorecard.clone()));
        results.retain(|result| result.scorecard.eq_ignore_ascii_case(asked));
        if results.is_empty() {
            let entity_ref = entity_ref.to_string();
            return Err(ExplainError::Scorecard { asked: asked.clone(), entity_ref, known });
        }
    }
    if let Some(asked) = &arguments.rule {
        let known = known(results.iter().flat_map(|result| result.rules.iter().map(|rule| rule.id.clone())));
        for result in &mut results {
            result.rules.retain(|rule| rule.id.eq_ignore_ascii_case(asked));
        }
        results.retain(|result| !result.rules.is_empty());
        if results.is_empty() {
            let entity_ref = entity_ref.to_string();
            return Err(ExplainError::Rule { asked: asked.clone(), entity_ref, known });
        }
    }
    Ok(results)
}

fn known(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() { "none does".to_owned() } else { format!("those that do are {}", names.join(", ")) }
}
