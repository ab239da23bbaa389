//! compass.yml.

use serde_json::{Value, json};

use super::shape::{Field, Rigour, Shape, field, known};
use crate::formats::compass::ROOT;

const LINK: Shape = Shape::Object(
    &[
        field("id", Shape::Text, "Compass's own identifier of the link."),
        field("name", Shape::Text, "What to call it."),
        field(
            "type",
            Shape::Words(&["REPOSITORY", "DASHBOARD", "ON_CALL", "CHAT_CHANNEL", "DOCUMENT", "PROJECT", "OTHER_LINK"]),
            "What it leads to.",
        ),
        field("url", Shape::Url, "Where it leads."),
    ],
    &["url"],
);

const CUSTOM_FIELD: Shape = Shape::Object(
    &[
        field("name", Shape::Text, "The field's name, as defined on the Compass site."),
        field(
            "type",
            Shape::Words(&["text", "number", "boolean", "user", "single_select", "multi_select"]),
            "What kind of value it holds.",
        ),
        field("value", Shape::Any, "Its value; for a select, the identifiers of the options."),
    ],
    &["name"],
);

const FIELDS: &[Field] = &[
    field("configVersion", Shape::Any, "The version of this format: 1."),
    field(
        "id",
        Shape::Text,
        "Compass's identifier of the component, ari:cloud:compass:…; it keeps its history when it is renamed.",
    ),
    field("immutableLocalKey", Shape::Text, "A key of your own that never changes, for a component without an id."),
    field("name", Shape::Text, "The component's name, for people."),
    field("slug", Shape::Text, "The name by which other components refer to it."),
    field("description", Shape::Text, "What it is, in Markdown."),
    field(
        "typeId",
        Shape::Words(&[
            "SERVICE",
            "LIBRARY",
            "APPLICATION",
            "CAPABILITY",
            "CLOUD_RESOURCE",
            "DATA_PIPELINE",
            "MACHINE_LEARNING_MODEL",
            "UI_ELEMENT",
            "WEBSITE",
            "TEMPLATE",
            "OTHER",
        ]),
        "The component's type, or the identifier of a type of your own.",
    ),
    field("ownerId", Shape::Text, "The team that answers for it: ari:cloud:identity::team/…"),
    field(
        "fields",
        Shape::Object(
            &[
                field("tier", Shape::Tier, "How critical it is: 1 (most) to 4."),
                field("lifecycle", Shape::Words(&["Pre-release", "Active", "Deprecated"]), "Where in its life it is."),
            ],
            &[],
        ),
        "Compass's own fields.",
    ),
    field(
        "labels",
        Shape::List(&Shape::Text),
        "Up to 20 labels of up to 40 lower-case characters; `language:rust` tells the language.",
    ),
    field("links", Shape::List(&LINK), "What lives elsewhere: repository, dashboards, who is on call."),
    field(
        "relationships",
        Shape::Object(
            &[
                field("DEPENDS_ON", Shape::List(&Shape::Text), "Components that it needs, by identifier or slug."),
                field("CHILD_OF", Shape::List(&Shape::Text), "Components that it is a part of."),
            ],
            &[],
        ),
        "How it relates to other components.",
    ),
    field("customFields", Shape::List(&CUSTOM_FIELD), "Fields that your organisation defined."),
];

pub(super) fn body() -> Value {
    json!({ "type": "object", "required": ["name"], "properties": known(ROOT, FIELDS, Rigour::Lenient) })
}
