//! Edges in words.

use catalog_schema::wire::GraphEdge;
use serde_json::{Map, Value};

/// An edge as a sentence, given what to call its ends.
pub(super) fn edge_sentence(relation: &str, from: &str, to: &str) -> String {
    let verb = match relation {
        "dependsOn" => "depends on",
        "consumesApi" => "consumes",
        "providesApi" => "provides",
        "partOf" => "is part of",
        "ownedBy" => "is owned by",
        "childOf" => "is within",
        "memberOf" => "is a member of",
        other => other.strip_prefix("custom:").unwrap_or(other),
    };
    format!("{from} {verb} {to}")
}

/// What the descriptor says of the edge itself: its description first, then `key: value` for the rest.
pub(crate) fn edge_notes(attributes: &Map<String, Value>) -> Vec<String> {
    let said = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    };
    let description = attributes.get("description").and_then(said);
    let others = attributes.iter().filter(|(key, _)| *key != "description");
    description.into_iter().chain(others.filter_map(|(key, value)| Some(format!("{key}: {}", said(value)?)))).collect()
}

/// Whether an edge is drawn against its forward direction, so that drawings read "depends on" from left to right: from an
/// API to what provides it, from a whole to its parts, from a team to what it owns and has within.
pub(super) fn is_drawn_back(edge: &GraphEdge) -> bool {
    match edge.relation.as_str() {
        "providesApi" | "ownedBy" | "childOf" | "memberOf" => true,
        // A component that is part of a component needs it.
        "partOf" => !is_subcomponent(edge),
        _ => false,
    }
}

/// Whether an edge leads from a whole to one of its parts, or from a team to what is its own.
pub(super) fn is_holding(edge: &GraphEdge) -> bool {
    is_drawn_back(edge) && edge.relation != "providesApi"
}

fn is_subcomponent(edge: &GraphEdge) -> bool {
    edge.from.starts_with("component:") && edge.to.starts_with("component:")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn edge(from: &str, relation: &str, to: &str) -> GraphEdge {
        GraphEdge {
            from: from.to_owned(),
            to: to.to_owned(),
            relation: relation.to_owned(),
            origin: String::new(),
            attributes: Map::new(),
        }
    }

    #[test]
    fn drawings_read_depends_on_from_left_to_right() {
        for (from, relation, to, back) in [
            ("component:default/web", "dependsOn", "component:default/orders", false),
            ("component:default/web", "consumesApi", "api:default/orders", false),
            ("component:default/orders", "providesApi", "api:default/orders", true),
            ("component:default/orders", "partOf", "system:default/ordering", true),
            ("component:default/worker", "partOf", "component:default/orders", false),
        ] {
            assert_eq!(is_drawn_back(&edge(from, relation, to)), back, "{from} {relation} {to}");
        }
    }

    #[test]
    fn notes_start_with_the_description() {
        let attributes = json!({ "criticality": "high", "description": "Reads prices", "nested": {}, "retries": 3 });
        let notes = attributes.as_object().map(edge_notes);
        assert_eq!(notes, Some(vec!["Reads prices".into(), "criticality: high".into(), "retries: 3".into()]));
    }
}
