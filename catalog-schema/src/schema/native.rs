//! sextant.yaml: Backstage's envelope with typed fields on top.

use serde_json::{Value, json};

use super::native_spec;
use super::shape::{Field, Rigour, Shape, field, known};
use crate::formats::API_VERSION;
use crate::formats::envelope::METADATA;
use crate::formats::kinds::KINDS;

const LINK: Shape = Shape::Object(
    &[
        field("url", Shape::Url, "Where it leads."),
        field("title", Shape::Text, "What to call it."),
        field("icon", Shape::Text, "The icon to show."),
        field(
            "type",
            Shape::Words(&["repository", "dashboard", "on-call", "runbook", "chat", "documentation", "project"]),
            "What it leads to.",
        ),
    ],
    &["url"],
);

const ALIAS: Shape = Shape::Object(
    &[
        field("scheme", Shape::Text, "Who gave the name, such as compass; `name` for another spelling."),
        field("value", Shape::Text, "The name."),
    ],
    &["value"],
);

const FIELDS: &[Field] = &[
    field("name", Shape::Text, "The name, unique among its kind: up to 63 letters, digits, `-`, `_` and `.`."),
    field(
        "namespace",
        Shape::Text,
        "The namespace; `default`, or what the source is configured with, goes without saying.",
    ),
    field("uid", Shape::Text, "Given by the catalog; not to be written."),
    field("etag", Shape::Text, "Given by the catalog; not to be written."),
    field("title", Shape::Text, "A name for people, where the name is not one."),
    field("description", Shape::Text, "What it is, in Markdown."),
    field(
        "labels",
        Shape::Texts,
        "Identifying pairs: a key is `name` or `example.com/name`, a value is up to 63 characters.",
    ),
    field("annotations", Shape::Texts, "Pairs for tools, such as github.com/project-slug; any text as value."),
    field("tags", Shape::List(&Shape::Text), "Lower-case words to find it by, with `:`, `+`, `#` and `-`."),
    field("links", Shape::List(&LINK), "What lives elsewhere: repository, dashboards, who is on call, runbooks."),
    field("aliases", Shape::List(&ALIAS), "Other names that it answers to, such as its identifier in another product."),
];

pub(super) fn body() -> Value {
    let strict = Rigour::Strict;
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let mut keys = METADATA.to_vec();
    keys.push("aliases");
    let mut metadata = known(&keys, FIELDS, strict);
    metadata["name"]["pattern"] = json!("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$");
    metadata["name"]["maxLength"] = json!(63);
    let (spec, by_kind) = native_spec::schemas();
    json!({
        "type": "object",
        "required": ["kind", "metadata"],
        "properties": {
            "apiVersion": {
                "type": "string", "examples": [API_VERSION, "backstage.io/v1alpha1"],
                "description": "sextant.dev/v1, which may be left out; Backstage's own are taken too.",
            },
            "kind": {
                "description": "What kind of thing it is. A kind of your own gets a plain page.",
                "anyOf": [{ "enum": kinds }, { "type": "string", "pattern": "^[a-zA-Z][a-z0-9A-Z]{0,62}$" }],
            },
            "metadata": {
                "type": "object", "required": ["name"], "description": "What every entity has.", "properties": metadata,
            },
            "spec": { "type": "object", "description": "What its kind has.", "properties": spec },
        },
        "allOf": by_kind,
    })
}
