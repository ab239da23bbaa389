//! service.datadog.yaml and entity.datadog.yaml, in all their versions.

use serde_json::{Value, json};

use super::shape::{Field, Rigour, Shape, field, known};
use crate::formats::datadog::{V1, V2, V3, V3_METADATA, V3_SPEC};

const LINK_TYPES: &[&str] = &["doc", "wiki", "runbook", "url", "repo", "dashboard", "oncall", "code", "link", "other"];

const LINK: Shape = Shape::Object(
    &[
        field("name", Shape::Text, "What to call it."),
        field("type", Shape::Words(LINK_TYPES), "What it leads to."),
        field("url", Shape::Url, "Where it leads."),
        field("provider", Shape::Text, "Who hosts it, such as Github."),
    ],
    &["url"],
);

const CONTACT: Shape = Shape::Object(
    &[
        field("name", Shape::Text, "Whom one reaches."),
        field("type", Shape::Words(&["email", "slack", "microsoft-teams"]), "By what."),
        field("contact", Shape::Text, "The address."),
    ],
    &["contact"],
);

/// What more than one version has.
const COMMON: &[Field] = &[
    field("schema-version", Shape::Words(&["v2.2", "v2.1", "v2", "v1"]), "The version of this format."),
    field("tags", Shape::List(&Shape::Text), "Tags, as `key:value`."),
    field("integrations", Shape::Map, "Who is on call, by product: pagerduty, opsgenie, …"),
    field("extensions", Shape::Map, "Whatever else you want to keep."),
    field(
        "info",
        Shape::Object(
            &[
                field("dd-service", Shape::Text, "The service's name, as its telemetry has it."),
                field("display-name", Shape::Text, "A name for people."),
                field("description", Shape::Text, "What it is."),
                field("service-tier", Shape::Text, "How critical it is."),
            ],
            &["dd-service"],
        ),
        "What the service is.",
    ),
    field(
        "org",
        Shape::Object(
            &[
                field("team", Shape::Text, "The team that answers for it."),
                field("application", Shape::Text, "The application that it is part of."),
            ],
            &[],
        ),
        "To whom it belongs.",
    ),
    field(
        "contact",
        Shape::Object(
            &[
                field("email", Shape::Text, "The team's e-mail address."),
                field("slack", Shape::Url, "The team's channel."),
            ],
            &[],
        ),
        "How to reach the team.",
    ),
    field("external-resources", Shape::List(&LINK), "Links."),
    field("dd-service", Shape::Text, "The service's name, as its telemetry has it."),
    field("team", Shape::Text, "The team that answers for it."),
    field("dd-team", Shape::Text, "The team's handle in Datadog."),
    field("application", Shape::Text, "The application that it is part of."),
    field("description", Shape::Text, "What it is."),
    field("tier", Shape::Words(&["1", "2", "3", "4", "critical", "high", "low"]), "How critical it is."),
    field("lifecycle", Shape::Words(&["production", "experimental", "deprecated"]), "Where in its life it is."),
    field(
        "type",
        Shape::Words(&["web", "db", "cache", "function", "browser", "mobile", "custom"]),
        "What kind of thing it is.",
    ),
    field("languages", Shape::List(&Shape::Text), "The programming languages, the main one first."),
    field("contacts", Shape::List(&CONTACT), "How to reach the team."),
    field("links", Shape::List(&LINK), "What lives elsewhere."),
    field("repos", Shape::List(&LINK), "Where the code is."),
    field("docs", Shape::List(&LINK), "Where the documentation is."),
    field("ci-pipeline-fingerprints", Shape::List(&Shape::Text), "The pipelines that build it."),
];

const ROOT: &[Field] = &[
    field("apiVersion", Shape::Words(&["v3"]), "The version of this format."),
    field(
        "kind",
        Shape::Words(&["service", "datastore", "queue", "system", "api", "library", "ui"]),
        "What kind of thing it is.",
    ),
    field("metadata", Shape::Map, "What every entity has."),
    field("spec", Shape::Map, "What its kind has."),
    field("integrations", Shape::Map, "Who is on call, by product: pagerduty, opsgenie, …"),
    field("datadog", Shape::Map, "What Datadog shows beside it: codeLocations, pipelines, events, logs."),
    field("extensions", Shape::Map, "Whatever else you want to keep."),
];

const METADATA: &[Field] = &[
    field("name", Shape::Text, "The name, unique within its kind."),
    field("displayName", Shape::Text, "A name for people."),
    field("description", Shape::Text, "What it is."),
    field("owner", Shape::Text, "The team that answers for it."),
    field(
        "additionalOwners",
        Shape::List(&Shape::Object(
            &[field("name", Shape::Text, "The team."), field("type", Shape::Text, "In what role.")],
            &["name"],
        )),
        "Other teams that answer for it.",
    ),
    field("tags", Shape::List(&Shape::Text), "Tags, as `key:value`."),
    field("contacts", Shape::List(&CONTACT), "How to reach the team."),
    field("links", Shape::List(&LINK), "What lives elsewhere."),
    field("inheritFrom", Shape::Text, "The entity, as kind:name, whose metadata it takes over."),
    field("id", Shape::Text, "Datadog's identifier; written by Datadog."),
    field("managed", Shape::Any, "Written by Datadog."),
];

const SPEC: &[Field] = &[
    field("lifecycle", Shape::Words(&["production", "experimental", "deprecated"]), "Where in its life it is."),
    field("tier", Shape::Words(&["1", "2", "3", "4", "critical", "high", "low"]), "How critical it is."),
    field("type", Shape::Text, "What kind of service, store or contract it is."),
    field("languages", Shape::List(&Shape::Text), "The programming languages, the main one first."),
    field("dependsOn", Shape::List(&Shape::Text), "What it needs to work, as kind:name."),
    field("dependencyOf", Shape::List(&Shape::Text), "What needs it, as kind:name."),
    field("componentOf", Shape::List(&Shape::Text), "The systems that it is part of, as kind:name."),
    field("components", Shape::List(&Shape::Text), "What is part of it, as kind:name."),
    field("implementedBy", Shape::List(&Shape::Text), "The services that serve the API, as kind:name."),
    field(
        "interface",
        Shape::Object(
            &[
                field("fileRef", Shape::Text, "The file with the contract."),
                field("definition", Shape::Any, "The contract itself."),
            ],
            &[],
        ),
        "The API's contract.",
    ),
];

pub(super) fn body() -> Value {
    let lenient = Rigour::Lenient;
    let mut v3 = known(V3, ROOT, lenient);
    v3["metadata"] = json!({
        "type": "object", "required": ["name"], "description": "What every entity has.",
        "properties": known(V3_METADATA, METADATA, lenient),
    });
    v3["spec"] = json!({
        "type": ["object", "null"], "description": "What its kind has.",
        "properties": known(V3_SPEC, SPEC, lenient),
    });
    json!({
        "type": "object",
        "if": { "required": ["apiVersion"] },
        "then": { "required": ["metadata"], "properties": v3 },
        "else": {
            "if": { "required": ["info"] },
            "then": { "properties": known(V1, COMMON, lenient) },
            "else": { "required": ["dd-service"], "properties": known(V2, COMMON, lenient) },
        },
    })
}
