//! port.yml.

use serde_json::{Value, json};

use super::shape::{Field, Rigour, Shape, field, known};
use crate::formats::port::ROOT;

const FIELDS: &[Field] = &[
    field("identifier", Shape::Text, "The entity's name, unique within its blueprint."),
    field("title", Shape::Text, "A name for people."),
    field("icon", Shape::Text, "The icon that Port shows."),
    field("team", Shape::List(&Shape::Text), "The team that answers for it, or several."),
    field(
        "blueprint",
        Shape::Words(&[
            "service",
            "microservice",
            "library",
            "api",
            "system",
            "domain",
            "cloudResource",
            "_team",
            "_user",
        ]),
        "What kind of thing it is: a blueprint of the Port account. Unknown ones become kinds of their own.",
    ),
    field(
        "properties",
        Shape::Map,
        "What the blueprint has fields for; `file://path` reads a file of the repository, null clears a value.",
    ),
    field("relations", Shape::Map, "Other entities by the relation's name: an identifier or a list of them."),
];

pub(super) fn body() -> Value {
    let entity = json!({
        "type": "object",
        "required": ["identifier"],
        "properties": known(ROOT, FIELDS, Rigour::Lenient),
    });
    json!({
        "if": { "type": "array" },
        "then": { "items": { "$ref": "#/$defs/entity" } },
        "else": { "$ref": "#/$defs/entity" },
        "$defs": { "entity": entity },
    })
}
