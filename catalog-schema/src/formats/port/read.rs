//! An entity of Port's to one of Sextant's.

use serde_json::{Map, Value};

use super::{api, links, properties, relations};
use crate::diagnostic::codes;
use crate::formats::envelope::named;
use crate::formats::foreign::{blank, finish};
use crate::formats::read::{Fields, Reader, Strangers, child};
use crate::model::{Alias, Entity, Format, Profile};

pub(crate) const ROOT: &[&str] = &["identifier", "title", "icon", "team", "blueprint", "properties", "relations"];

/// The entity that a map declares. Every field may be null, which clears it in Port, and goes without a word.
pub(in crate::formats) fn read(root: &Map<String, Value>, reader: &mut Reader<'_>) -> Option<Entity> {
    reader.mentions_empty = false;
    let at = reader.at.clone();
    let fields = Fields::read(reader, root, &at, ROOT, Strangers::Refused);
    let text = |name: &str, reader: &mut Reader<'_>| {
        let field = fields.get(name)?;
        reader.text(field.value, &field.pointer)
    };
    let Some(identifier) = text("identifier", reader) else {
        let message = "the entity has no identifier".to_owned();
        reader.key_problem(&codes::MISSING_NAME, &child(&at, "identifier"), message, "write `identifier:`");
        return None;
    };
    let blueprint = text("blueprint", reader).unwrap_or_else(|| {
        let message = format!("the entity {identifier} has no blueprint; it is taken for a service");
        let help = "write `blueprint:`, for instance service";
        reader.key_problem(&codes::MISSING_KIND, &child(&at, "blueprint"), message, help);
        "service".to_owned()
    });
    let kind = reader.blueprints.kind_of(&blueprint);
    let pointer = child(&at, "identifier");
    let namespace = reader.default_namespace.to_owned();
    let identity = named(&kind.kind, namespace, identifier.clone(), &pointer, reader);
    let mut entity = blank(Format::Port, identity);
    entity.title = text("title", reader).or(entity.title);
    entity.aliases.push(Alias { scheme: "port".to_owned(), value: identifier });
    entity.entity_type = kind.entity_type;
    let mut properties = properties::of(&fields, reader);
    properties.typed(&mut entity, reader);
    entity.api = api::take(&mut properties, &entity, reader);
    if entity.kind == "API" {
        entity.entity_type = entity.api.as_ref().and_then(|api| api.spec_type.clone());
    }
    links::take(&mut properties, &mut entity);
    relations::read(&fields, &mut properties, &mut entity, reader);
    if matches!(entity.kind.as_str(), "Group" | "User") {
        let email = properties.text(&["email", "mail"], reader);
        entity.profile = Some(Profile { display_name: entity.title.clone(), email, picture: None });
    }
    entity.custom_fields = properties.rest(reader);
    Some(finish(entity, root))
}
