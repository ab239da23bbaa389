//! Which contract language a text is in, and its outline.

use serde_json::Value;

use super::{graphql, http, proto};
use crate::limits::Limits;
use crate::yaml::{Content, read, split};

/// Lines of an outline at most: more than anybody looks for, of a contract that was generated.
const MAX_LINES: usize = 2_000;

/// What a contract offers, a line for each thing: `GET /orders/{id} getOrder One order`, `message OrderMoved`,
/// `rpc Pricing.PricePizza PricePizzaRequest Price`, `type Pizza`. OpenAPI and AsyncAPI in YAML or JSON, GraphQL's schema
/// language, and Protocol Buffers, told apart by what the text says. Empty for anything else, for what does not parse,
/// and for what is larger than 1 MiB.
pub fn outline(definition: &str) -> Vec<String> {
    let mut lines = match document(definition) {
        Some(document) => http::lines(&document),
        None if proto::is_proto(definition) => proto::lines(definition),
        None if definition.len() <= Limits::remote().file_bytes => graphql::lines(definition),
        None => Vec::new(),
    };
    lines.truncate(MAX_LINES);
    lines
}

/// The contract as a document, if it is one of YAML or JSON that says that it is a contract.
fn document(definition: &str) -> Option<Value> {
    let limits = Limits::remote();
    let is_contract = ["openapi", "swagger", "asyncapi"].iter().any(|word| definition.contains(word));
    if !is_contract || definition.len() > limits.file_bytes {
        return None;
    }
    let (_, content) = read(split(definition.as_bytes()).first()?, &limits);
    match content {
        Content::Value(value) if http::is_contract(&value) => Some(value),
        _ => None,
    }
}
