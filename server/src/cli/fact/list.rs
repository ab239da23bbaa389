//! `sextant fact list`.

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::EntityFacts;
use clap::Args;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::command::FactError;
use crate::cli::graph::{Format, Server, table};

/// What is known of an entity.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The entity, such as component:default/orders
    #[arg(value_name = "ENTITY")]
    entity_ref: String,
    /// The portal's address, https://…; a token may stand in SEXTANT_TOKEN
    #[arg(long, value_name = "URL")]
    server: String,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, FactError> {
    let entity_ref = EntityRef::parse(&arguments.entity_ref, Some("component"), DEFAULT_NAMESPACE)?;
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let segments = [entity_ref.kind(), entity_ref.namespace(), entity_ref.name()].map(encoded);
    let mut text = Server::at(&arguments.server).text(&format!("entities/{}/facts", segments.join("/")), &[])?;
    if arguments.format == Format::Json {
        text.push('\n');
        return Ok(text);
    }
    let facts: EntityFacts = serde_json::from_str(&text).map_err(FactError::Answer)?;
    Ok(human(&entity_ref, &facts))
}

fn human(entity_ref: &EntityRef, facts: &EntityFacts) -> String {
    if facts.items.is_empty() {
        return format!("nobody pushed a fact of {entity_ref}\n");
    }
    let lines = facts.items.iter().map(|fact| {
        let value = match &fact.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let unit = fact.unit.as_deref().filter(|_| fact.value.is_number());
        let value = unit.map_or_else(|| value.clone(), |unit| format!("{value} {unit}"));
        let state = if fact.expired { format!("{} (expired)", fact.at) } else { fact.at.clone() };
        [fact.fact.clone(), value, state, fact.source.clone(), fact.url.clone().unwrap_or_default()]
    });
    table(["FACT", "VALUE", "AS OF", "FROM", "MORE"], lines)
}
