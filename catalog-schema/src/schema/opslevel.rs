//! opslevel.yml.

use serde_json::{Value, json};

use super::shape::{Field, Rigour, Shape, field, known};
use crate::formats::opslevel::{COMPONENT, REPOSITORY};

const TAG: Shape = Shape::Object(
    &[
        field("key", Shape::Text, "The tag's key."),
        field("value", Shape::Text, "Its value, in quotes: the file is YAML 1.1."),
    ],
    &["key"],
);

const FIELDS: &[Field] = &[
    field("name", Shape::Text, "The name, for people."),
    field("type", Shape::Words(&["service", "library"]), "The alias of a component type."),
    field("tier", Shape::Words(&["tier_1", "tier_2", "tier_3", "tier_4"]), "How critical it is: the alias of a tier."),
    field(
        "lifecycle",
        Shape::Words(&["pre-alpha", "alpha", "beta", "generally_available", "end_of_life"]),
        "Where in its life it is: the alias of a lifecycle stage.",
    ),
    field("owner", Shape::Text, "The alias of the team that answers for it."),
    field("system", Shape::Text, "The alias of the system that it is part of."),
    field("product", Shape::Text, "The product that it belongs to."),
    field("language", Shape::Text, "The main programming language."),
    field("framework", Shape::Text, "The framework that it is built on."),
    field("description", Shape::Text, "What it is."),
    field("note", Shape::Text, "Anything else, in Markdown."),
    field("aliases", Shape::List(&Shape::Text), "Other names by which tools know it."),
    field("tags", Shape::List(&TAG), "Tags; a key may stand more than once."),
    field(
        "repositories",
        Shape::List(&Shape::Object(
            &[
                field("name", Shape::Text, "The repository, as organisation/name."),
                field("path", Shape::Text, "Where in it the component lies."),
                field("provider", Shape::Words(&["github", "gitlab", "bitbucket", "azure_devops"]), "Who hosts it."),
                field("display_name", Shape::Text, "What to call it."),
            ],
            &[],
        )),
        "Where the code is.",
    ),
    field(
        "tools",
        Shape::List(&Shape::Object(
            &[
                field("name", Shape::Text, "The tool."),
                field(
                    "category",
                    Shape::Words(&[
                        "admin",
                        "api_documentation",
                        "architecture_diagram",
                        "backlog",
                        "code",
                        "continuous_integration",
                        "deployment",
                        "design_documentation",
                        "errors",
                        "feature_flag",
                        "health_checks",
                        "incidents",
                        "issue_tracking",
                        "logs",
                        "metrics",
                        "observability",
                        "orchestrator",
                        "other",
                        "resiliency",
                        "runbooks",
                        "security_scans",
                        "status_page",
                        "wiki",
                    ]),
                    "What it is for.",
                ),
                field("url", Shape::Url, "Where it is."),
                field("environment", Shape::Text, "The environment that it shows."),
                field("display_name", Shape::Text, "What to call the link."),
            ],
            &[],
        )),
        "Links to tools.",
    ),
    field(
        "dependencies",
        Shape::List(&Shape::Object(
            &[
                field("alias", Shape::Text, "The alias of what it needs."),
                field("notes", Shape::Text, "What it needs it for."),
            ],
            &["alias"],
        )),
        "What it needs to work.",
    ),
    field(
        "alert_sources",
        Shape::List(&Shape::Object(
            &[
                field(
                    "type",
                    Shape::Words(&[
                        "pagerduty",
                        "datadog",
                        "opsgenie",
                        "new_relic",
                        "fire_hydrant",
                        "incident_io",
                        "custom",
                    ]),
                    "The product.",
                ),
                field("external_id", Shape::Text, "The source's identifier there."),
            ],
            &[],
        )),
        "Where alerts about it come from.",
    ),
    field("properties", Shape::Map, "Fields that your organisation defined."),
    field("relationships", Shape::Any, "Relations that your organisation defined."),
];

pub(super) fn body() -> Value {
    let named = |keys: &[&str], about: &str| {
        json!({
            "type": "object", "required": ["name"], "description": about,
            "properties": known(keys, FIELDS, Rigour::Lenient),
        })
    };
    let mut repository = named(REPOSITORY, "The repository that the file lies in, where it holds no component.");
    repository["required"] = json!([]);
    json!({
        "type": "object",
        "properties": {
            "version": { "enum": [1, "1"], "description": "The version of this format: 1." },
            "component": named(COMPONENT, "A component."),
            "service": named(COMPONENT, "A component, as it was called before."),
            "repository": repository,
        },
        "anyOf": [{ "required": ["component"] }, { "required": ["service"] }, { "required": ["repository"] }],
    })
}
