//! Relations by their names, and owners.

use serde_json::Value;

use super::Blueprints;
use super::properties::Properties;
use crate::diagnostic::codes;
use crate::formats::foreign::relate;
use crate::formats::kinds;
use crate::formats::read::{Field, Fields, Owner, Owners, Reader, Reference, child, fold, understood};
use crate::model::{Entity, Form, RelationType};

/// Names of relations, folded, that say who answers for an entity.
const OWNER: &[&str] = &["owner", "owners", "ownedby", "team", "teams", "owningteam"];

/// What the other names mean, folded: the default kind of their targets, and the relation.
const TABLE: &[(&[&str], &str, RelationType)] = &[
    (&["dependson", "dependencies", "dependency", "uses", "consumes"], "component", RelationType::DependsOn),
    (&["dependencyof", "usedby"], "component", RelationType::DependencyOf),
    (&["system"], "system", RelationType::PartOf),
    (&["domain"], "domain", RelationType::PartOf),
    (&["providesapi", "providesapis"], "api", RelationType::ProvidesApi),
    (&["consumesapi", "consumesapis"], "api", RelationType::ConsumesApi),
];

/// Reads owners and relations. The targets are identifiers without a kind: in a list another item tells it, else the
/// relation's name does, and else it is the usual one.
pub(super) fn read(fields: &Fields<'_>, properties: &mut Properties<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let person = entity.kind == "User";
    let ownership = if person { RelationType::MemberOf } else { RelationType::OwnedBy };
    if let Some(team) = fields.get("team") {
        targets(team, "group", &ownership, entity, reader);
    }
    if let Some(field) = fields.get("relations")
        && let Some(map) = reader.map(field.value, &field.pointer)
    {
        for (name, value) in map {
            let field = Field { pointer: child(&field.pointer, name), value };
            let word = fold(name);
            if OWNER.contains(&word.as_str()) {
                targets(&field, "group", &ownership, entity, reader);
                continue;
            }
            match TABLE.iter().find(|(names, ..)| names.contains(&word.as_str())) {
                Some((_, kind, relation_type)) => targets(&field, kind, relation_type, entity, reader),
                None => custom(&field, name, entity, reader),
            }
        }
    }
    if entity.owner.is_none()
        && !person
        && let Some((_, field)) = properties.take(OWNER, |value| value.is_string() || value.is_array())
    {
        targets(&field, "group", &ownership, entity, reader);
    }
    let expected = kinds::known(&entity.kind).is_some_and(|kind| kind.expected.contains(&"owner"));
    if entity.owner.is_none() && entity.unowned.is_none() && expected {
        let message = format!("the {} {} has no owner", entity.kind, entity.name);
        let help = "write `team:` with the team that answers for it";
        reader.key_problem(&codes::MISSING_OWNER, &child(&reader.at.clone(), "team"), message, help);
    }
}

/// A relation of the organisation's own. A `~` before a name would be the inverse of another one.
fn custom(field: &Field<'_>, name: &str, entity: &mut Entity, reader: &mut Reader<'_>) {
    let name = name.trim_start_matches('~');
    if !name.trim().is_empty() {
        targets(field, &kind_by_name(name, reader.blueprints), &RelationType::Custom(name.to_owned()), entity, reader);
    }
}

/// The kind that a relation's name tells of its targets: `resources` leads to Resources.
fn kind_by_name(name: &str, blueprints: &Blueprints) -> String {
    let kind = |word: &str| Some(blueprints.kind_of(word)).filter(|found| found.certain).map(|found| found.kind);
    let singular = name.strip_suffix('s').and_then(kind);
    kind(name).or(singular).unwrap_or_else(|| "component".to_owned())
}

/// Relates the entity to one identifier, or to each of a list.
fn targets(
    field: &Field<'_>,
    default_kind: &str,
    relation_type: &RelationType,
    entity: &mut Entity,
    reader: &mut Reader<'_>,
) {
    let items = match field.value {
        Value::String(_) | Value::Number(_) => vec![(field.pointer.clone(), field.value)],
        // A query, which Port answers from its own data.
        Value::Object(map) if map.contains_key("combinator") => return,
        other => reader.items(other, &field.pointer),
    };
    let mut owners = Owners::default();
    for (origin, item) in items {
        if default_kind == "group"
            && let Some(text) = item.as_str()
            && matches!(understood(text, default_kind, &entity.namespace, str::to_owned), Owner::Nobody)
        {
            reader.nobody(text, &origin, &mut owners);
        } else if let Some(reference) = target(item, &origin, default_kind, &entity.namespace, reader) {
            relate(entity, relation_type.clone(), reference, origin);
        }
    }
    owners.own(entity);
}

/// The entity of this identifier, which may hold any character: a `:` or `/` in it separates nothing. People are known by
/// their addresses of e-mail.
fn target(
    item: &Value,
    origin: &str,
    default_kind: &str,
    namespace: &str,
    reader: &mut Reader<'_>,
) -> Option<Reference> {
    let identifier = reader.text(item, origin)?;
    let sibling = reader.siblings.and_then(|siblings| siblings.get(&identifier));
    if default_kind == "group"
        && sibling.is_none()
        && let Owner::Named(reference) = understood(&identifier, default_kind, namespace, str::to_owned)
        && matches!(reference.spelling.form, Form::Email | Form::Handle | Form::Identifier)
    {
        return Some(reference);
    }
    Some(Reference::named(sibling.map_or(default_kind, String::as_str), namespace, &identifier))
}
