//! Which of the three things a document describes.

use serde_json::{Map, Value};

use super::{component, repository};
use crate::diagnostic::codes;
use crate::formats::foreign::finish;
use crate::formats::read::{Fields, Reader, Strangers};
use crate::model::Entity;

const ROOT: &[&str] = &["version", "component", "service", "repository"];
/// What a document describes: `component` took the place of `service`.
const BODIES: [&str; 3] = ["component", "service", "repository"];
/// Fields that hardly another product has below one of these.
const TELLING: [&str; 9] =
    ["tier", "lifecycle", "owner", "product", "framework", "aliases", "tools", "repositories", "alert_sources"];

/// Version 1 with a component, service or repository that has fields of OpsLevel's. Under OpsLevel's file name version 1
/// is enough, or one of the three.
pub(in crate::formats) fn recognises(root: &Map<String, Value>, hinted: bool) -> bool {
    if root.contains_key("kind") || root.contains_key("apiVersion") {
        return false;
    }
    let first = match root.get("version") {
        Some(Value::Number(number)) => number.as_f64() == Some(1.0),
        Some(Value::String(text)) => text.trim() == "1",
        _ => false,
    };
    let telling = |name: &str| {
        let body = root.get(name).and_then(Value::as_object);
        body.is_some_and(|body| TELLING.iter().any(|key| body.contains_key(*key)))
    };
    let any_telling = BODIES.iter().any(|name| telling(name));
    first && any_telling || hinted && (first || BODIES.iter().any(|name| root.get(*name).is_some_and(Value::is_object)))
}

/// The entity. OpsLevel's own exports write out empty fields, which go without a word.
pub(in crate::formats) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    reader.mentions_empty = false;
    if let Some(list) = ["components", "services"].iter().find(|list| root.get(**list).is_some_and(Value::is_array))
        && !BODIES.iter().any(|name| root.contains_key(*name))
    {
        let message = format!("`{list}` is a list; a document describes one component");
        let help =
            "write each into a document of its own: its fields below `component:`, and a line `---` between them";
        reader.key_problem(&codes::NOTHING_DESCRIBED, &format!("/{list}"), message, help);
        return None;
    }
    let document = Fields::read(reader, root, "", ROOT, Strangers::Compared);
    let described = |name: &&&str| document.get(name).is_some_and(|field| field.value.is_object());
    let mut found = BODIES.iter().filter(described);
    let Some(name) = found.next() else {
        let message = "the document describes neither a component nor a repository".to_owned();
        let help = "write `component:` with the fields of the component below it, indented; or `repository:`";
        reader.key_problem(&codes::NOTHING_DESCRIBED, "", message, help);
        return None;
    };
    for other in found {
        let message = format!("the document describes a {name} already; the {other} is left out");
        let help = "write it into a document of its own, after a line `---`";
        reader.key_problem(&codes::SEVERAL_DESCRIBED, &format!("/{other}"), message, help);
    }
    let field = document.get(name)?;
    let body = field.value.as_object()?;
    let entity = match *name {
        "repository" => repository::read(body, &field.pointer, reader),
        _ => component::read(body, &field.pointer, reader),
    };
    entity.map(|entity| finish(entity, root))
}
