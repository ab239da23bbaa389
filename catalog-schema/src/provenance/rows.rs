//! What an entity says, one value a row.

use serde_json::Value;

use crate::formats::read::child;
use crate::model::{Entity, LinkType, RelationType};

/// One value of an entity.
#[derive(Debug)]
pub(super) struct Row {
    /// The field as the API calls it, with the key in it for maps: `tier`, `labels.region`; of a relation its type.
    pub(super) field: String,
    /// The value, as text.
    pub(super) value: String,
    /// Where it is in the entity, as a JSON pointer.
    pub(super) place: String,
    pub(super) kind: RowKind,
}

/// How a value relates to others of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// The field has one value.
    Single,
    /// The field has many, and this is one of them.
    Item,
    /// The same for links, by address.
    Link(LinkType),
}

impl Row {
    /// What rows of the same value have in common: of a field with one value, the field.
    pub(super) fn key(&self) -> (String, String) {
        (self.field.clone(), if self.kind == RowKind::Single { String::new() } else { self.value.clone() })
    }
}

/// Everything that the entity says, in the order of the model.
pub(super) fn rows(entity: &Entity) -> Vec<Row> {
    let mut rows = Vec::new();
    // An entity has text keys and finite numbers only, which always have a JSON form.
    let json = serde_json::to_value(Entity { descriptor: Value::Null, ..entity.clone() }).unwrap_or_default();
    for (field, value) in json.as_object().into_iter().flatten() {
        match (field.as_str(), value) {
            ("format" | "api_version" | "descriptor", _) => {}
            ("links", _) => rows.extend(links(entity)),
            ("aliases", _) => rows.extend(aliases(entity)),
            ("relations", _) => rows.extend(relations(entity)),
            ("docs", _) => rows.extend(docs(entity)),
            (_, Value::Array(items)) => rows.extend(items.iter().enumerate().map(|(index, item)| Row {
                field: field.clone(),
                value: text(item),
                place: format!("/{field}/{index}"),
                kind: RowKind::Item,
            })),
            (_, Value::Object(map)) => rows.extend(map.iter().map(|(key, value)| Row {
                field: format!("{field}.{key}"),
                value: text(value),
                place: child(&format!("/{field}"), key),
                kind: RowKind::Single,
            })),
            (_, value) => rows.push(Row {
                field: field.clone(),
                value: text(value),
                place: format!("/{field}"),
                kind: RowKind::Single,
            }),
        }
    }
    rows
}

fn links(entity: &Entity) -> impl Iterator<Item = Row> {
    entity.links.iter().enumerate().map(|(index, link)| Row {
        field: "links".to_owned(),
        value: link.url.clone(),
        place: format!("/links/{index}"),
        kind: RowKind::Link(link.link_type),
    })
}

fn aliases(entity: &Entity) -> impl Iterator<Item = Row> {
    entity.aliases.iter().enumerate().map(|(index, alias)| Row {
        field: "aliases".to_owned(),
        value: format!("{}:{}", alias.scheme, alias.value),
        place: format!("/aliases/{index}"),
        kind: RowKind::Item,
    })
}

/// By their paths: what they say stands in files of their own.
fn docs(entity: &Entity) -> impl Iterator<Item = Row> {
    entity.docs.iter().enumerate().map(|(index, page)| Row {
        field: "docs".to_owned(),
        value: page.path.clone(),
        place: format!("/docs/{index}"),
        kind: RowKind::Item,
    })
}

/// Relations, but for those that owner and system say already.
fn relations(entity: &Entity) -> impl Iterator<Item = Row> {
    let said = |relation_type: &RelationType, target| match relation_type {
        RelationType::OwnedBy => entity.owner.as_ref() == Some(target) || entity.additional_owners.contains(target),
        RelationType::PartOf => entity.system.as_ref() == Some(target),
        _ => false,
    };
    let relations = entity.relations.iter().enumerate();
    relations.filter(move |(_, relation)| !said(&relation.relation_type, &relation.target)).map(|(index, relation)| {
        Row {
            field: relation.relation_type.to_string(),
            value: relation.target.to_string(),
            place: format!("/relations/{index}"),
            kind: RowKind::Item,
        }
    })
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
