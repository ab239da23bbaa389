//! Which maps are entities of Port's.

use serde_json::{Map, Value};

use super::Blueprints;

/// Fields of Port's other definitions, which have an identifier and a blueprint too: scorecards, actions, blueprints.
const OTHERS: [&str; 6] = ["rules", "levels", "userInputs", "invocationMethod", "trigger", "schema"];
/// Fields that an entity may have beside these two.
const FIELDS: [&str; 5] = ["title", "team", "icon", "properties", "relations"];

/// An identifier and a blueprint; under Port's file name one of the two, with another field of an entity.
pub(in crate::formats) fn recognises(root: &Map<String, Value>, hinted: bool) -> bool {
    let has = |key: &str| root.contains_key(key);
    if has("apiVersion") || has("kind") || OTHERS.iter().any(|key| has(key)) {
        return false;
    }
    match (has("identifier"), has("blueprint")) {
        (true, true) => true,
        (false, false) => false,
        _ => hinted && FIELDS.iter().any(|key| has(key)),
    }
}

/// The identifier of an item of a list, and the kind that its blueprint means.
pub(in crate::formats) fn item(root: &Map<String, Value>, blueprints: &Blueprints) -> Option<(String, String)> {
    let text = |key: &str| root.get(key).and_then(Value::as_str);
    Some((text("identifier")?.to_owned(), blueprints.kind_of(text("blueprint")?).kind))
}

/// Whether the lines of a text that cannot be parsed look like an entity, or a list of them.
pub(in crate::formats) fn resembles(text: &str) -> bool {
    let begins = |key: &str| {
        text.lines()
            .any(|line| line.trim_start_matches(['-', ' ']).strip_prefix(key).is_some_and(|r| r.starts_with(':')))
    };
    begins("identifier") && begins("blueprint")
}
