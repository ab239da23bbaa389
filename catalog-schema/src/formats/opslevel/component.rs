//! `component:`, and `service:`, as it was called before.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::body::{self, text};
use super::tools;
use crate::diagnostic::codes;
use crate::formats::foreign::{Host, blank, foreign_kind, lifecycle, relate, repository, shown};
use crate::formats::read::{Fields, Reader, Reference, Strangers, child};
use crate::model::{Alias, Entity, Format, RelationType};

pub(crate) const COMPONENT: &[&str] = &[
    "name",
    "type",
    "tier",
    "lifecycle",
    "owner",
    "system",
    "product",
    "language",
    "framework",
    "description",
    "note",
    "aliases",
    "tags",
    "repositories",
    "tools",
    "dependencies",
    "alert_sources",
    "properties",
    "relationships",
];
const REPOSITORY: &[&str] = &["name", "path", "provider", "display_name"];
const DEPENDENCY: &[&str] = &["alias", "notes"];
const ALERT_SOURCE: &[&str] = &["type", "external_id"];

/// Fields of text that the model has no place for, and the annotation that keeps them.
const TEXTS: [(&str, &str); 3] =
    [("product", "opslevel.com/product"), ("framework", "opslevel.com/framework"), ("note", "opslevel.com/note")];

/// Where alerts come from, and the annotation that names the source there.
const ALERTS: [(&str, &str); 6] = [
    ("pagerduty", "pagerduty.com/service-id"),
    ("opsgenie", "opsgenie.com/service-id"),
    ("datadog", "datadoghq.com/monitor-id"),
    ("new_relic", "newrelic.com/alert-source-id"),
    ("fire_hydrant", "firehydrant.com/service-id"),
    ("incident_io", "incident.io/alert-source-id"),
];

/// The component whose fields stand at this pointer; nothing if it has no name.
pub(super) fn read(map: &Map<String, Value>, at: &str, reader: &mut Reader<'_>) -> Option<Entity> {
    let fields = Fields::read(reader, map, at, COMPONENT, Strangers::Refused);
    let Some(name) = text(&fields, "name", reader) else {
        let message = "the component has no name".to_owned();
        reader.key_problem(&codes::MISSING_NAME, &child(at, "name"), message, "write `name:`");
        return None;
    };
    let (kind, entity_type) = kind(text(&fields, "type", reader));
    let mut entity = blank(Format::Opslevel, shown(&kind, reader.default_namespace, name.clone()));
    entity.entity_type = Some(entity_type);
    entity.description = text(&fields, "description", reader);
    entity.lifecycle = text(&fields, "lifecycle", reader).map(lifecycle);
    entity.language = text(&fields, "language", reader).map(|language| language.to_lowercase());
    for (field, annotation) in TEXTS {
        entity.annotations.extend(text(&fields, field, reader).map(|text| (annotation.to_owned(), text)));
    }
    body::read(&fields, at, &mut entity, reader);
    system(&fields, &mut entity, reader);
    aliases(&fields, &name, &mut entity, reader);
    repositories(&fields, &mut entity, reader);
    entity.links.extend(tools::read(&fields, reader));
    dependencies(&fields, &mut entity, reader);
    alert_sources(&fields, &mut entity, reader);
    if let Some(field) = fields.get("properties") {
        let properties = reader.map(field.value, &field.pointer).into_iter().flatten();
        let said = properties.filter(|(_, value)| !value.is_null());
        entity.custom_fields.extend(said.map(|(key, value)| (key.clone(), value.clone())));
    }
    Some(entity)
}

/// The kind of a component's type. Types are the organisation's own: what is no infrastructure and no API is a Component.
/// One without a type is a service, as in OpsLevel.
fn kind(written: Option<String>) -> (String, String) {
    let word = written.unwrap_or_else(|| "service".to_owned());
    let known = foreign_kind(&word);
    let entity_type = known.entity_type.map_or_else(|| word.to_lowercase().replace('_', "-"), str::to_owned);
    match known.kind.as_str() {
        "Resource" | "API" => (known.kind, entity_type),
        _ => ("Component".to_owned(), entity_type),
    }
}

fn system(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("system") else { return };
    if let Some(reference) = reader.reference(field.value, &field.pointer, Some("system"), &entity.namespace) {
        relate(
            entity,
            RelationType::PartOf,
            Reference::new(reference.target, reference.spelling),
            field.pointer.clone(),
        );
    }
}

/// The names that others refer to it by. One of them OpsLevel makes itself: the name in lower case, with `_` for
/// everything that is no letter or digit.
fn aliases(fields: &Fields<'_>, name: &str, entity: &mut Entity, reader: &mut Reader<'_>) {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let own = words.map(str::to_lowercase).collect::<Vec<_>>().join("_");
    let mut values = vec![own];
    if let Some(field) = fields.get("aliases") {
        let items = reader.items(field.value, &field.pointer);
        values.extend(items.into_iter().filter_map(|(pointer, item)| reader.text(item, &pointer)));
    }
    let mut seen = HashSet::from([entity.name.clone()]);
    let new = values.into_iter().filter(|value| !value.is_empty() && seen.insert(value.clone()));
    entity.aliases.extend(new.map(|value| Alias { scheme: "opslevel".to_owned(), value }));
}

fn repositories(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("repositories") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let fields = Fields::read(reader, map, &pointer, REPOSITORY, Strangers::Refused);
        let mut part = |name: &str| text(&fields, name, reader);
        let (slug, provider, folder, title) = (part("name"), part("provider"), part("path"), part("display_name"));
        if let (Some(slug), Some(host)) = (slug, provider.as_deref().and_then(Host::of)) {
            repository(entity, host, &slug, folder.as_deref(), title);
        }
    }
}

fn dependencies(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("dependencies") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let (alias, notes, at) = match item.as_object() {
            Some(map) => {
                let fields = Fields::read(reader, map, &pointer, DEPENDENCY, Strangers::Refused);
                // `name`, as lists of other things have it, is understood.
                (map.get("alias").or_else(|| map.get("name")), text(&fields, "notes", reader), child(&pointer, "alias"))
            }
            None => (Some(item), None, pointer.clone()),
        };
        let Some(alias) = alias.filter(|alias| !alias.is_null()) else {
            reader.not_understood(item, &pointer, "{alias, notes}");
            continue;
        };
        let Some(reference) = reader.reference(alias, &at, Some("component"), &entity.namespace) else { continue };
        let said = notes.map(|notes| ("description".to_owned(), json!(notes)));
        let attributes = said.into_iter().collect();
        relate(entity, RelationType::DependsOn, Reference { attributes, ..reference }, pointer);
    }
}

/// The identifiers of the sources, by product; several of one with commas between them.
fn alert_sources(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("alert_sources") else { return };
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let Some(map) = reader.map(item, &pointer) else { continue };
        let fields = Fields::read(reader, map, &pointer, ALERT_SOURCE, Strangers::Refused);
        let Some(kind) = text(&fields, "type", reader) else { continue };
        let id = fields.get("external_id").and_then(|field| match field.value {
            // Identifiers of some products are numbers.
            Value::Number(number) => Some(number.to_string()),
            other => reader.text(other, &field.pointer),
        });
        let annotation = ALERTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&kind));
        let annotation = annotation.map_or("opslevel.com/alert-source-id", |(_, annotation)| annotation);
        if let Some(id) = id {
            let listed = entity.annotations.entry(annotation.to_owned()).or_default();
            if !listed.is_empty() {
                listed.push_str(", ");
            }
            listed.push_str(&id);
        }
    }
}
