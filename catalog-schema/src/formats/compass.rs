//! Atlassian Compass's compass.yml, configVersion 1: one component to a document.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

use super::envelope::{link_type, named};
use super::read::{Fields, Reader, Reference, Strangers, child};
use crate::diagnostic::codes;
use crate::fields::is_url;
use crate::model::{Alias, Entity, Format, Link, RelationType};

pub(crate) const ROOT: &[&str] = &[
    "configVersion",
    "id",
    "immutableLocalKey",
    "name",
    "slug",
    "description",
    "typeId",
    "ownerId",
    "fields",
    "labels",
    "links",
    "relationships",
    "customFields",
];

/// A configVersion with a component's fields, or enough of those fields without it.
pub(super) fn recognises(root: &Map<String, Value>, hinted: bool) -> bool {
    if root.contains_key("kind") || root.contains_key("apiVersion") {
        return false;
    }
    let has = |key: &str| root.contains_key(key);
    let ari = root.get("id").and_then(Value::as_str).is_some_and(|id| id.starts_with("ari:cloud:compass:"));
    let telling = ["typeId", "ownerId", "relationships", "customFields"].iter().filter(|key| has(key)).count();
    ari || has("configVersion") && (has("name") || telling > 0) || has("name") && telling > usize::from(!hinted)
}

/// The component. Every field may be null, which Compass itself writes out, and which goes without a word.
pub(super) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    reader.mentions_empty = false;
    let fields = Fields::read(reader, root, "", ROOT, Strangers::Compared);
    let text = |name: &str, reader: &mut Reader<'_>| {
        let field = fields.get(name)?;
        reader.text(field.value, &field.pointer)
    };
    let Some(name) = text("name", reader).or_else(|| derived_name(&fields, reader)) else {
        let message = "the component has no name".to_owned();
        reader.key_problem(&codes::MISSING_NAME, "/name", message, "write `name:`");
        return None;
    };
    let identity = named("Component", reader.default_namespace.to_owned(), name, "/name", reader);
    let mut entity = Entity {
        format: Format::Compass,
        api_version: super::native::API_VERSION.to_owned(),
        kind: identity.kind,
        namespace: identity.namespace,
        name: identity.name,
        title: identity.original,
        description: text("description", reader),
        entity_type: component_type(text("typeId", reader), &fields, reader),
        lifecycle: None,
        tier: None,
        language: None,
        owner: None,
        additional_owners: Vec::new(),
        code_owner: None,
        unowned: None,
        system: None,
        tags: labels(&fields, reader),
        labels: BTreeMap::new(),
        annotations: BTreeMap::new(),
        links: links(&fields, reader),
        aliases: identity.aliases,
        relations: Vec::new(),
        profile: None,
        api: None,
        custom_fields: custom_fields(&fields, reader),
        docs: Vec::new(),
        descriptor: Value::Null,
    };
    for (scheme, key) in [("compass", "id"), ("compass-key", "immutableLocalKey"), ("compass-slug", "slug")] {
        let alias = text(key, reader).map(|value| Alias { scheme: scheme.to_owned(), value });
        entity.aliases.extend(alias);
    }
    entity.language = entity.tags.iter().find_map(|tag| tag.strip_prefix("language:")).map(str::to_lowercase);
    read_fields(&fields, &mut entity, reader);
    owner(&fields, &mut entity, reader);
    dependencies(&fields, &mut entity, reader);
    entity.descriptor = descriptor(root, &entity);
    Some(entity)
}

/// The name of a component that has only an identifier: that of the repository, by the folder that the file lies in.
fn derived_name(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let name = fields.get("id").filter(|id| id.value.is_string()).and(reader.repository)?.to_owned();
    let message = format!("the component has no name; after its folder it is called {name}");
    reader.key_problem(&codes::DERIVED_NAME, "/name", message, &format!("write `name: {name}`"));
    Some(name)
}

/// `SERVICE` is `service`, `CLOUD_RESOURCE` is `cloud-resource`; the identifier of a custom type stays as it is.
fn component_type(written: Option<String>, fields: &Fields<'_>, reader: &mut Reader<'_>) -> Option<String> {
    if written.is_none() && fields.get("typeId").is_none() {
        let message = "the component has no type".to_owned();
        reader.key_problem(&codes::MISSING_TYPE, "/typeId", message, "write `typeId:`, for instance SERVICE");
    }
    written.map(|id| if id.contains(':') { id } else { id.to_lowercase().replace('_', "-") })
}

/// Tier and lifecycle.
fn read_fields(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("fields") else { return };
    let Some(map) = reader.map(field.value, &field.pointer) else { return };
    if let Some(tier) = map.get("tier").filter(|tier| !tier.is_null()) {
        let number = tier.as_u64().or_else(|| tier.as_str()?.trim().parse().ok());
        entity.tier = number.and_then(|tier| u8::try_from(tier).ok()).filter(|tier| matches!(tier, 1..=4));
        if entity.tier.is_none() {
            let pointer = child(&field.pointer, "tier");
            let message = format!("{tier} is not a tier; it is left out");
            reader.value_problem(&codes::INVALID_TIER, &pointer, message, "write 1 (most critical) to 4");
        }
    }
    if let Some(value) = map.get("lifecycle") {
        let written = reader.text(value, &child(&field.pointer, "lifecycle"));
        entity.lifecycle = written.map(|written| match written.to_lowercase().as_str() {
            "pre-release" => "experimental".to_owned(),
            "active" => "production".to_owned(),
            other => other.to_owned(),
        });
    }
}

/// The owner's identifier, which names a team of the Compass site.
fn owner(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    if let Some(field) = fields.get("ownerId") {
        reader.owners(field.value, &field.pointer, &entity.namespace).own(entity);
    }
    if entity.owner.is_none() && entity.unowned.is_none() {
        let message = format!("the Component {} has no owner", entity.name);
        let help = "write `ownerId:` with the team that answers for it";
        reader.key_problem(&codes::MISSING_OWNER, "/ownerId", message, help);
    }
}

/// `relationships.DEPENDS_ON`, by identifier or slug.
fn dependencies(fields: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let Some(field) = fields.get("relationships") else { return };
    let Some(map) = reader.map(field.value, &field.pointer) else { return };
    let Some(value) = map.get("DEPENDS_ON") else { return };
    let mut seen = HashSet::new();
    for (origin, item) in reader.items(value, &child(&field.pointer, "DEPENDS_ON")) {
        let Some(reference) = reader.reference(item, &origin, Some("component"), &entity.namespace) else { continue };
        if seen.insert(reference.target.clone()) {
            relate(entity, RelationType::DependsOn, reference, origin);
        }
    }
}

fn relate(entity: &mut Entity, relation_type: RelationType, reference: Reference, origin: String) {
    let reference = Reference::new(reference.target, reference.spelling);
    entity.relations.push(reference.relation(relation_type, origin));
}

fn labels(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    let Some(field) = fields.get("labels") else { return Vec::new() };
    let items = reader.items(field.value, &field.pointer);
    items.into_iter().filter_map(|(pointer, item)| reader.text(item, &pointer)).collect()
}

fn links(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Vec<Link> {
    let Some(field) = fields.get("links") else { return Vec::new() };
    let mut links = Vec::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        let mut text = |key: &str| reader.text(item.get(key)?, &child(&pointer, key));
        let (url, title, written_type) = (text("url"), text("name"), text("type"));
        match url.filter(|url| is_url(url)) {
            Some(url) => {
                let link_type = written_type.as_deref().map(link_type).unwrap_or_default();
                links.push(Link { url, title, icon: None, link_type });
            }
            None => {
                let message = "the link has no valid url; it is left out".to_owned();
                let help = "write `url:` with an address such as https://example.com";
                reader.value_problem(&codes::INVALID_LINK, &pointer, message, help);
            }
        }
    }
    links
}

fn custom_fields(fields: &Fields<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, Value> {
    let Some(field) = fields.get("customFields") else { return BTreeMap::new() };
    let mut values = BTreeMap::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        match item.get("name").and_then(Value::as_str) {
            Some(name) => {
                // A field without a value says nothing; Compass writes those out too.
                let value = item.get("value").filter(|value| !value.is_null());
                values.extend(value.map(|value| (name.to_owned(), value.clone())));
            }
            None => reader.not_understood(item, &pointer, "{name, type, value}"),
        }
    }
    values
}

/// The component in the native envelope. The document as written stands under `spec.compass`.
fn descriptor(root: &Map<String, Value>, entity: &Entity) -> Value {
    let mut metadata = Map::new();
    metadata.insert("name".to_owned(), json!(entity.name));
    metadata.insert("namespace".to_owned(), json!(entity.namespace));
    let mut spec = Map::new();
    let put = |part: &mut Map<String, Value>, key: &str, value: Value| {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty && value.as_object().is_none_or(|map| !map.is_empty()) {
            part.insert(key.to_owned(), value);
        }
    };
    put(&mut metadata, "title", json!(entity.title));
    put(&mut metadata, "description", json!(entity.description));
    put(&mut metadata, "tags", json!(entity.tags));
    put(&mut metadata, "links", json!(entity.links));
    put(&mut spec, "type", json!(entity.entity_type));
    put(&mut spec, "lifecycle", json!(entity.lifecycle));
    put(&mut spec, "owner", json!(entity.owner));
    put(&mut spec, "tier", json!(entity.tier));
    put(&mut spec, "language", json!(entity.language));
    let depends = entity.relations.iter().filter(|relation| relation.relation_type == RelationType::DependsOn);
    put(&mut spec, "dependsOn", depends.map(|relation| json!(relation.target)).collect());
    put(&mut spec, "customFields", json!(entity.custom_fields));
    spec.insert("compass".to_owned(), Value::Object(root.clone()));
    json!({ "apiVersion": entity.api_version, "kind": entity.kind, "metadata": metadata, "spec": spec })
}
