//! A document as text, with a comment above each field that was guessed.

use catalog_schema::convert::to_yaml;
use serde_json::{Map, Value, json};

/// What is said of an owner that nobody named.
const NO_OWNER: &str = "Nothing here says who answers for it: add `owner:` with the team's name.";

/// Fields of other formats that stand for a native one, and the other way round.
const SAME: &[(&str, &str)] = &[
    ("typeId", "type"),
    ("fields", "lifecycle"),
    ("ownerId", "owner"),
    ("labels", "language"),
    ("relationships", "dependsOn"),
];

/// The text. Comments go to fields at the root and one level below.
pub(super) fn render(document: &Value, comments: &[(&'static str, String)], ownerless: bool) -> String {
    let mut text = String::new();
    let Some(root) = document.as_object() else { return text };
    let envelope = root.contains_key("metadata");
    for (key, value) in root {
        match value {
            Value::Object(part) if envelope && !part.is_empty() => {
                text.push_str(&format!("{key}:\n"));
                fields(&mut text, part, comments, "  ");
                if ownerless && key == "spec" {
                    text.push_str(&format!("  # {NO_OWNER}\n"));
                }
            }
            _ => field(&mut text, key, value, comments, ""),
        }
    }
    if ownerless && !envelope {
        text.push_str(&format!("# {}\n", NO_OWNER.replace("owner:", "ownerId:").replace("name", "identifier")));
    }
    text
}

fn fields(text: &mut String, part: &Map<String, Value>, comments: &[(&'static str, String)], indent: &str) {
    for (key, value) in part {
        field(text, key, value, comments, indent);
    }
}

fn field(text: &mut String, key: &str, value: &Value, comments: &[(&'static str, String)], indent: &str) {
    let native = SAME.iter().find(|(foreign, _)| *foreign == key).map_or(key, |(_, native)| *native);
    if let Some((_, comment)) = comments.iter().find(|(field, _)| *field == native) {
        // Names of files and images come from outside; a line break in one would end the comment.
        let line: String = comment.chars().filter(|c| !c.is_control()).collect();
        text.push_str(&format!("{indent}# {line}\n"));
    }
    for line in to_yaml(&json!({ key: value })).lines() {
        let indent = if line.is_empty() { "" } else { indent };
        text.push_str(&format!("{indent}{line}\n"));
    }
}
