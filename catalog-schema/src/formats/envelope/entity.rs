//! A whole envelope to an entity.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::identity::{self, Identity};
use super::misplaced;
use super::normalise::normalise;
use super::{aliases, api_field, links, metadata, owners, relations, spec};
use crate::diagnostic::codes;
use crate::fields::is_api_version;
use crate::formats::kinds::{self, ANY_KIND, Kind, NATIVE_ONLY};
use crate::formats::read::{Fields, Reader, Strangers, type_name};
use crate::model::{Entity, Format};

const ROOT: &[&str] = &["apiVersion", "kind", "metadata", "spec"];
pub(crate) const METADATA: &[&str] =
    &["name", "namespace", "uid", "etag", "title", "description", "labels", "annotations", "tags", "links"];

/// The entity that the envelope declares; nothing if it has no name, or if metadata or spec are no maps.
pub(crate) fn read(root: &Map<String, Value>, format: Format, reader: &mut Reader<'_>) -> Option<Entity> {
    let envelope = Fields::read(reader, root, "", ROOT, Strangers::Refused);
    let api_version = envelope.get("apiVersion").and_then(|field| reader.text(field.value, &field.pointer));
    if let Some(version) = api_version.as_deref().filter(|version| !is_api_version(version)) {
        let message = format!("\"{version}\" is not a valid apiVersion; it is kept as it is");
        reader.value_problem(&codes::INVALID_API_VERSION, "/apiVersion", message, "write it as sextant.dev/v1");
    }
    let kind = identity::kind(&envelope, api_version.as_deref(), reader);
    let built_in = kinds::known(&kind);

    let mut sound = true;
    let empty = Map::new();
    let mut part = |name: &'static str, code, reader: &mut Reader<'_>| match envelope.get(name) {
        Some(field) if field.value.is_object() => (field.value.as_object().unwrap_or(&empty), field.pointer.clone()),
        Some(field) if !field.value.is_null() => {
            let message = format!("{name} is {}, not a map", type_name(field.value));
            reader.value_problem(code, &field.pointer, message, "write its fields below it, indented, by name");
            sound = false;
            (&empty, field.pointer.clone())
        }
        _ => (&empty, format!("/{name}")),
    };
    let (metadata_map, metadata_at) = part("metadata", &codes::INVALID_METADATA, reader);
    let (spec_map, spec_at) = part("spec", &codes::INVALID_SPEC, reader);

    if envelope.get("metadata").is_some_and(|field| !field.value.is_object() && !field.value.is_null()) {
        return None;
    }

    // What a custom kind's spec holds is its own affair.
    let mut spec_keys = ANY_KIND.to_vec();
    spec_keys.extend(built_in.iter().flat_map(|kind| kind.optional.iter().chain(kind.expected)));
    let mut metadata_keys = METADATA.to_vec();
    if format == Format::Native {
        spec_keys.extend(NATIVE_ONLY);
        metadata_keys.push("aliases");
    }
    let spec_strangers = match built_in {
        // Nobody else reads it: what is strange there is a slip.
        Some(Kind { name: "Scorecard" | "FactType" | "Initiative", .. }) if format == Format::Native => {
            Strangers::Refused
        }
        Some(_) => Strangers::Compared,
        None => Strangers::Welcome,
    };
    let mut metadata = Fields::read(reader, metadata_map, &metadata_at, &metadata_keys, Strangers::Compared);
    let mut spec = Fields::read(reader, spec_map, &spec_at, &spec_keys, spec_strangers);
    if built_in.is_some() {
        misplaced::put_right(reader, (metadata_map, &metadata_at, &mut metadata), (spec_map, &spec_at, &mut spec));
    }

    let identity = identity::read(&kind, &metadata, &metadata_at, reader)?;
    if !sound {
        return None;
    }
    let expected = built_in.map(|kind| kind.expected).unwrap_or_default();
    spec::report_missing(&spec, expected, &identity, &spec_at, reader);
    Some(assemble(root, format, api_version, identity, &metadata, &spec, reader))
}

/// Reads the fields and puts the entity together.
fn assemble(
    root: &Map<String, Value>,
    format: Format,
    api_version: Option<String>,
    identity: Identity,
    metadata: &Fields<'_>,
    spec: &Fields<'_>,
    reader: &mut Reader<'_>,
) -> Entity {
    let api_version = api_version.unwrap_or_else(|| super::super::native::API_VERSION.to_owned());
    let title = metadata.get("title").and_then(|field| reader.text(field.value, &field.pointer));
    let mut entity = Entity {
        descriptor: Value::Null,
        format,
        api_version,
        title: title.or(identity.original),
        description: metadata::description(metadata, reader),
        entity_type: spec::text(spec, "type", reader),
        lifecycle: spec::text(spec, "lifecycle", reader),
        tier: spec::tier(spec, format, reader),
        language: spec::text(spec, "language", reader).map(|language| language.to_lowercase()),
        owner: None,
        additional_owners: Vec::new(),
        code_owner: None,
        unowned: None,
        system: None,
        tags: metadata::tags(metadata, reader),
        labels: metadata::labels(metadata, reader),
        annotations: metadata::annotations(metadata, reader),
        links: links::read(metadata, reader),
        aliases: identity.aliases,
        relations: Vec::new(),
        profile: spec::profile(spec, reader),
        api: None,
        custom_fields: BTreeMap::new(),
        docs: Vec::new(),
        kind: identity.kind,
        namespace: identity.namespace,
        name: identity.name,
    };
    entity.aliases.extend(aliases::read(metadata, reader));
    entity.api = api_field::read(spec, reader).or_else(|| spec::api(spec, &entity, reader));
    entity.custom_fields = spec::custom_fields(spec, reader);
    spec::look_at_others(spec, reader);
    owners::read(spec, &mut entity, reader);
    relations::read(spec, &mut entity, reader);
    relations::read_others(spec, &mut entity, reader);
    entity.descriptor = normalise(root, &entity);
    entity
}
