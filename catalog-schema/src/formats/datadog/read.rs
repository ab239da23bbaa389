//! A document of any version to an entity.

use serde_json::{Map, Value};

use super::parts::Parts;
use super::recognise::{Generation, generation};
use super::relations::kind_name;
use super::{contacts, integrations, interface, links, relations, v1, v2, v3};
use crate::diagnostic::codes;
use crate::formats::envelope::named;
use crate::formats::foreign::{blank, finish, foreign_kind, lifecycle, tags, tier};
use crate::formats::read::{Field, Reader};
use crate::model::{Alias, Entity, Format};

/// The annotation that keeps what Datadog calls the type of a service: `web`, `function`, …
const TYPE: &str = "datadoghq.com/type";

/// The entity that a document declares. Every field may be null, which goes without a word.
pub(in crate::formats) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    reader.mentions_empty = false;
    reader.kind_name = kind_name;
    // Whoever asked knew by the file's name, or did not need to.
    let parts = match generation(root, true) {
        Some(Generation::V1) => v1::parts(root, reader),
        Some(Generation::V3) => v3::parts(root, reader),
        Some(Generation::V2) | None => v2::parts(root, reader),
    };
    let text = |field: &Option<Field<'_>>, reader: &mut Reader<'_>| {
        let field = field.as_ref()?;
        reader.text(field.value, &field.pointer)
    };
    let word = text(&parts.kind, reader).unwrap_or_else(|| "service".to_owned());
    let Some(name) = text(&parts.name, reader) else {
        let key = parts.name_at.rsplit('/').next().unwrap_or_default();
        let message = format!("the {word} has no name");
        reader.key_problem(&codes::MISSING_NAME, parts.name_at, message, &format!("write `{key}:`"));
        return None;
    };
    let kind = kind_name(&word);
    let identity = named(&kind, reader.default_namespace.to_owned(), name.clone(), parts.name_at, reader);
    let mut entity = blank(Format::Datadog, identity);
    entity.title = text(&parts.title, reader).or(entity.title);
    entity.description = text(&parts.description, reader);
    entity.lifecycle = text(&parts.lifecycle, reader).map(lifecycle);
    entity.tier = parts.tier.as_ref().and_then(|field| tier(field, reader));
    entity.language = language(&parts, reader);
    set_type(&mut entity, &word, text(&parts.entity_type, reader));
    set_aliases(&mut entity, &word, &name, text(&parts.id, reader));
    entity.tags = parts.tags.as_ref().map(|field| tags(field, reader)).unwrap_or_default();
    entity.links = links::read(&parts, reader);
    links::code_locations(&parts, &mut entity.links, reader);
    entity.links.extend(contacts::read(&parts, reader));
    integrations::read(&parts, &mut entity, reader);
    entity.api = interface::read(&parts, &entity, reader);
    if let Some(api) = &entity.api {
        entity.entity_type.clone_from(&api.spec_type);
    }
    if let Some(field) = &parts.extensions
        && let Some(map) = reader.map(field.value, &field.pointer)
    {
        let fields = map.iter().filter(|(_, value)| !value.is_null());
        entity.custom_fields = fields.map(|(name, value)| (name.clone(), value.clone())).collect();
    }
    relations::read(&parts, &mut entity, reader);
    Some(finish(entity, root))
}

/// A Component has the type that its kind's word says: `service`, `library`. What Datadog calls the type says how it is
/// made, and stays as annotation. Everything else has the type that is written.
fn set_type(entity: &mut Entity, word: &str, written: Option<String>) {
    let by_kind = foreign_kind(word).entity_type.map(str::to_owned);
    if entity.kind == "Component" && by_kind.is_some() {
        entity.annotations.extend(written.map(|written| (TYPE.to_owned(), written)));
        entity.entity_type = by_kind;
    } else {
        let by_kind = by_kind.filter(|_| entity.kind != "System");
        entity.entity_type = written.map(|written| written.to_lowercase()).or(by_kind);
    }
}

/// The names by which telemetry and other entities mean it.
fn set_aliases(entity: &mut Entity, word: &str, name: &str, id: Option<String>) {
    let alias = |scheme: &str, value: String| Alias { scheme: scheme.to_owned(), value };
    if word.eq_ignore_ascii_case("service") {
        entity.aliases.push(alias("dd-service", name.to_owned()));
    }
    entity.aliases.push(alias("datadog", format!("{}:{name}", word.to_lowercase())));
    entity.aliases.extend(id.map(|id| alias("datadog-id", id)));
}

/// The first of the languages.
fn language(parts: &Parts<'_>, reader: &mut Reader<'_>) -> Option<String> {
    let field = parts.languages.as_ref()?;
    let mut languages = Vec::new();
    for (pointer, item) in reader.items(field.value, &field.pointer) {
        languages.extend(reader.text(item, &pointer));
    }
    languages.into_iter().next().map(|language| language.to_lowercase())
}
