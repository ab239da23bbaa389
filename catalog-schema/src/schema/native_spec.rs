//! The spec of the native format, by kind.

use serde_json::{Map, Value, json};

use super::shape::{Field, Rigour, Shape, field, known, properties};
use super::{fact_type, initiative, scorecard};
use crate::formats::kinds::{ANY_KIND, KINDS, Kind, NATIVE_ONLY};

const REFERENCES: Shape = Shape::List(&Shape::Reference);

const PROFILE: Shape = Shape::Object(
    &[
        field("displayName", Shape::Text, "A name for people."),
        field("email", Shape::Text, "An e-mail address."),
        field("picture", Shape::Url, "The address of a picture."),
    ],
    &[],
);

const API: Shape = Shape::Object(
    &[
        field("type", Shape::Words(&["openapi", "asyncapi", "graphql", "grpc"]), "The contract's language."),
        field("definition", Shape::Content, "The contract, or `$text: ./file`."),
        field("reference", Shape::Text, "Where the contract stands."),
    ],
    &[],
);

const RELATION: Shape = Shape::Object(
    &[
        field(
            "type",
            Shape::Words(&["dependsOn", "partOf", "custom:calls"]),
            "The relation; `custom:` and a word of your own.",
        ),
        field("target", Shape::Reference, "The other end."),
        field("attributes", Shape::Map, "What is to be said of it."),
    ],
    &["type", "target"],
);

const REMOTE: Shape =
    Shape::Object(&[field("type", Shape::Text, "How it is reached."), field("url", Shape::Url, "Where it is.")], &[]);

/// The fields of every kind.
const OF_EVERY_KIND: &[Field] = &[
    field("type", Shape::Text, "What kind of component, API or resource it is."),
    field("lifecycle", Shape::Words(&["experimental", "production", "deprecated"]), "Where in its life it is."),
    field("owner", Shape::Reference, "The team that answers for it, or a person as user:name."),
    field("additionalOwners", REFERENCES, "Others that answer for it too."),
    field("system", Shape::Reference, "The system that it is part of."),
    field("tier", Shape::Tier, "How critical it is: 1 (most) to 4."),
    field("language", Shape::Text, "The main programming language."),
    field("customFields", Shape::Any, "Fields that your organisation defined: a map of names to values."),
    field(
        "dependsOn",
        REFERENCES,
        "What it needs to work, as kind:name; `ref`, `criticality`, `description`, `endpoint` say more.",
    ),
    field("dependencyOf", REFERENCES, "What needs it to work, as kind:name."),
    field("providesApis", REFERENCES, "The APIs that it serves."),
    field("consumesApis", REFERENCES, "The APIs that it calls."),
    field("relations", Shape::List(&RELATION), "Relations that no other field can say."),
    field("api", API, "The contract that it serves, where that is no API of its own."),
    field("profile", PROFILE, "How to show a team or a person."),
];

/// The fields of some kinds.
const OF_SOME_KINDS: &[Field] = &[
    field("subcomponentOf", Shape::Reference, "The component that it is a part of."),
    field("definition", Shape::Content, "The contract, after `|`, or `$text: ./openapi.yaml`."),
    field("remotes", Shape::List(&REMOTE), "Where a server of the model context protocol is reached."),
    field("domain", Shape::Reference, "The domain that the system is part of."),
    field("subdomainOf", Shape::Reference, "The domain that it is a part of."),
    field("children", REFERENCES, "The teams inside it."),
    field("parent", Shape::Reference, "The team that it is part of."),
    field("members", REFERENCES, "The people in it."),
    field("memberOf", REFERENCES, "The teams that the person is in."),
    field("target", Shape::Text, "One file or address with descriptors."),
    field("targets", Shape::List(&Shape::Text), "Several of them."),
    field("presence", Shape::Words(&["required", "optional"]), "Whether the targets must be there."),
    field("steps", Shape::List(&Shape::Map), "What the template does, one after the other."),
    field("parameters", Shape::Any, "What the template asks for, as JSON Schema."),
    field("output", Shape::Map, "What the template shows when it is done."),
    field("secrets", Shape::Map, "The secrets that the template needs."),
    field("presentation", Shape::Map, "What the template's buttons say."),
    field("formDecorators", Shape::List(&Shape::Map), "What adds to the template's form."),
    field("EXPERIMENTAL_recovery", Shape::Map, "How the template goes on after a restart."),
    field("disciplines", Shape::List(&Shape::Text), "The disciplines that it is for."),
    field("categories", Shape::List(&Shape::Text), "What a skill is about."),
    field("category", Shape::Text, "What a rule is about."),
    field("rationale", Shape::Text, "Why a rule is there."),
    field("agents", Shape::List(&Shape::Text), "The agents that a skill is for."),
    field("allowedTools", Shape::Any, "The tools that a skill may use."),
    field("license", Shape::Text, "Under what licence it is."),
    field("compatibility", Shape::Text, "What it works with, in up to 500 characters."),
    field("skills", REFERENCES, "The skills in a plugin."),
    field("plugins", REFERENCES, "The plugins on a marketplace."),
    field("version", Shape::Text, "Its version."),
];

/// The types that components, APIs and so on usually have.
const TYPES: &[(&str, &[&str])] = &[
    ("Component", &["service", "library", "website", "tool", "pipeline"]),
    ("API", &["openapi", "asyncapi", "graphql", "grpc", "mcp-server"]),
    ("Resource", &["database", "cache", "queue", "bucket", "cluster"]),
    ("Group", &["team", "department", "organization"]),
    ("AiResource", &["skill", "rule", "plugin", "marketplace"]),
];

/// The fields of every spec, and what is added for each kind, as conditions.
pub(super) fn schemas() -> (Map<String, Value>, Vec<Value>) {
    let keys: Vec<&str> = ANY_KIND.iter().chain(NATIVE_ONLY).copied().collect();
    let base = known(&keys, OF_EVERY_KIND, Rigour::Strict);
    (base, KINDS.iter().map(condition).collect())
}

fn condition(kind: &Kind) -> Value {
    let own = kind.expected.iter().chain(kind.optional).copied();
    let keys: Vec<&str> = own.filter(|key| !ANY_KIND.contains(key) && !NATIVE_ONLY.contains(key)).collect();
    let others: &[Field] = match kind.name {
        "Scorecard" => scorecard::FIELDS,
        "FactType" => fact_type::FIELDS,
        "Initiative" => initiative::FIELDS,
        _ => &[],
    };
    let described: Vec<Field> = OF_SOME_KINDS.iter().chain(others).copied().collect();
    let mut fields = known(&keys, &described, Rigour::Strict);
    if let Some((_, types)) = TYPES.iter().find(|(name, _)| *name == kind.name) {
        let mut described = properties(&OF_EVERY_KIND[..1], Rigour::Strict);
        described["type"]["examples"] = json!(types);
        fields.extend(described);
    }
    let mut then = json!({ "properties": { "spec": { "properties": fields } } });
    if kind.name == "Scorecard" {
        then["required"] = json!(["spec"]);
        then["properties"]["spec"]["required"] = json!(["rules"]);
    }
    if kind.name == "FactType" {
        then["required"] = json!(["spec"]);
        then["properties"]["spec"]["required"] = json!(["type"]);
        then["properties"]["spec"]["properties"]["type"] =
            json!({ "enum": fact_type::TYPES, "description": fact_type::TYPE });
    }
    if kind.name == "Initiative" {
        then["required"] = json!(["spec"]);
        then["properties"]["spec"]["required"] = json!(["startsOn", "dueOn"]);
        then["properties"]["spec"]["oneOf"] =
            json!([{ "required": ["scorecard", "level"] }, { "required": ["rules"] }]);
    }
    json!({ "if": { "properties": { "kind": { "const": kind.name } } }, "then": then })
}
