//! An entity as a document of the index.

use catalog_schema::model::{DEFAULT_NAMESPACE, Entity, EntityRef};
use serde_json::Value;
use tantivy::TantivyDocument;

use super::UidKey;
use super::analyzer::{initials, squeezed};
use super::fields::{CONTAINER, Fields};
use crate::live::change::EntityVersion;

/// How much of an API's definition is searchable as text, in bytes; what it offers by name is searchable beyond.
const MAX_DEFINITION: usize = 64 * 1024;
/// Values of the organisation's own fields that are searchable.
const MAX_VALUES: usize = 100;

/// The document of an entity.
pub(super) fn document(fields: &Fields, version: &EntityVersion) -> TantivyDocument {
    let entity = &*version.entity;
    let mut document = TantivyDocument::default();
    document.add_u64(fields.key, UidKey::of(&version.uid).to_index());
    add_names(&mut document, fields, entity);
    add_facts(&mut document, fields, entity);
    add_texts(&mut document, fields, version);
    add_docs(&mut document, fields, entity);
    document
}

/// Whether others belong to entities of this kind, by owner, system or domain.
fn is_container(kind: &str) -> bool {
    ["group", "user", "system", "domain"].iter().any(|known| known.eq_ignore_ascii_case(kind))
}

fn add_names(document: &mut TantivyDocument, fields: &Fields, entity: &Entity) {
    if is_container(&entity.kind) {
        document.add_text(fields.container, CONTAINER);
    }
    let display_name = entity.profile.as_ref().and_then(|profile| profile.display_name.as_deref());
    let titles = entity.title.as_deref().into_iter().chain(display_name);
    document.add_text(fields.name, &entity.name);
    document.add_text(fields.exact_name, squeezed(&entity.name));
    document.add_text(fields.exact_name, squeezed(entity.entity_ref().as_str()));
    if entity.namespace.eq_ignore_ascii_case(DEFAULT_NAMESPACE) {
        document.add_text(fields.exact_name, squeezed(&format!("{}:{}", entity.kind, entity.name)));
    }
    for title in titles.clone() {
        document.add_text(fields.title, title);
        document.add_text(fields.exact_title, squeezed(title));
    }
    for initials in titles.chain([entity.name.as_str()]).filter_map(initials) {
        document.add_text(fields.initials, initials);
    }
    for alias in &entity.aliases {
        document.add_text(fields.alias, &alias.value);
        document.add_text(fields.exact_title, squeezed(&alias.value));
    }
}

fn add_facts(document: &mut TantivyDocument, fields: &Fields, entity: &Entity) {
    for tag in &entity.tags {
        document.add_text(fields.tag, tag);
    }
    let kind = match entity.kind.to_ascii_lowercase().as_str() {
        // What people call them.
        "group" => Some("team"),
        "user" => Some("person"),
        _ => None,
    };
    let code_owner = entity.code_owner.as_ref().map(|code_owner| &code_owner.owner);
    let references = entity.owner.iter().chain(&entity.additional_owners).chain(code_owner).chain(&entity.system);
    let facts = [Some(&entity.kind), entity.entity_type.as_ref(), entity.lifecycle.as_ref(), entity.language.as_ref()];
    let facts = facts.into_iter().flatten().map(String::as_str).chain(kind);
    let contract = entity.api.as_ref().and_then(|api| api.spec_type.as_deref());
    let email = entity.profile.as_ref().and_then(|profile| profile.email.as_deref());
    for fact in facts.chain(references.map(EntityRef::name)).chain(contract).chain(email) {
        document.add_text(fields.fact, fact);
    }
    if let Some(tier) = entity.tier {
        document.add_text(fields.fact, format!("tier-{tier}"));
    }
    for (key, value) in &entity.labels {
        document.add_text(fields.fact, key);
        document.add_text(fields.fact, value);
    }
}

fn add_texts(document: &mut TantivyDocument, fields: &Fields, version: &EntityVersion) {
    let entity = &*version.entity;
    if let Some(description) = &entity.description {
        document.add_text(fields.text, description);
    }
    for link in &entity.links {
        if let Some(title) = &link.title {
            document.add_text(fields.link, title);
        }
        document.add_text(fields.more, &link.url);
    }
    for (key, value) in &entity.annotations {
        document.add_text(fields.more, key);
        document.add_text(fields.more, value);
    }
    let mut room = MAX_VALUES;
    for (key, value) in &entity.custom_fields {
        document.add_text(fields.more, key);
        add_value(document, fields, value, &mut room);
    }
    if let Some(definition) = entity.api.as_ref().and_then(|api| api.definition.as_deref()) {
        for line in version.derived.outline(entity) {
            document.add_text(fields.contract, line);
        }
        document.add_text(fields.more, &definition[..definition.floor_char_boundary(MAX_DEFINITION)]);
    }
}

/// Every page, its title on the first line.
fn add_docs(document: &mut TantivyDocument, fields: &Fields, entity: &Entity) {
    for page in &entity.docs {
        document.add_text(fields.docs_path, &page.path);
        document.add_text(fields.docs, format!("{}\n{}", page.title, page.text));
    }
}

/// The texts and numbers in a value.
fn add_value(document: &mut TantivyDocument, fields: &Fields, value: &Value, room: &mut usize) {
    if *room == 0 {
        return;
    }
    *room -= 1;
    match value {
        Value::String(text) => document.add_text(fields.more, text),
        Value::Number(number) => document.add_text(fields.more, number.to_string()),
        Value::Array(values) => values.iter().for_each(|value| add_value(document, fields, value, room)),
        Value::Object(map) => map.values().for_each(|value| add_value(document, fields, value, room)),
        Value::Null | Value::Bool(_) => {}
    }
}
