//! cortex.yaml.

use serde_json::{Value, json};

use super::shape::{Field, Rigour, Shape, field, known};
use crate::formats::cortex::{INFO, ROOT};

const TAGGED: Shape =
    Shape::Object(&[field("tag", Shape::Text, "The x-cortex-tag of the entity that is meant.")], &["tag"]);

const OWNER: Shape = Shape::Object(
    &[
        field("type", Shape::Words(&["group", "email", "slack"]), "A team, a person, or a channel."),
        field("name", Shape::Text, "The team's name with its provider, or the person's name."),
        field(
            "provider",
            Shape::Words(&["CORTEX", "GITHUB", "OKTA", "ACTIVE_DIRECTORY", "GOOGLE", "OPSGENIE", "WORKDAY"]),
            "Who knows the team.",
        ),
        field("description", Shape::Text, "In what role."),
        field(
            "inheritance",
            Shape::Words(&["APPEND", "FALLBACK", "NONE"]),
            "Whether what is below has this owner too.",
        ),
        field("email", Shape::Text, "The person's address."),
        field("channel", Shape::Text, "The channel, without `#`."),
        field("notificationsEnabled", Shape::Flag, "Whether Cortex notifies it."),
    ],
    &[],
);

const LINK: Shape = Shape::Object(
    &[
        field("name", Shape::Text, "What to call it."),
        field(
            "type",
            Shape::Words(&[
                "runbook",
                "documentation",
                "logs",
                "dashboard",
                "metrics",
                "healthcheck",
                "OPENAPI",
                "ASYNC_API",
            ]),
            "What it leads to.",
        ),
        field("url", Shape::Url, "Where it leads."),
        field("description", Shape::Text, "What is found there."),
    ],
    &[],
);

const DEPENDENCY: Shape = Shape::Object(
    &[
        field("tag", Shape::Text, "The x-cortex-tag of what it calls."),
        field("type", Shape::Text, "The type of what it calls."),
        field("method", Shape::Words(&["GET", "POST", "PUT", "PATCH", "DELETE"]), "The method of the endpoint."),
        field("path", Shape::Text, "The path of the endpoint."),
        field("description", Shape::Text, "What it calls it for."),
        field("metadata", Shape::Map, "Anything else of the call, such as its criticality."),
    ],
    &[],
);

const REPOSITORY: Shape = Shape::Object(
    &[
        field("repository", Shape::Text, "The repository, as organisation/name."),
        field("basepath", Shape::Text, "Where in it the code lies."),
        field("alias", Shape::Text, "The configuration of Cortex's that reaches it."),
        field("project", Shape::Text, "The project that it belongs to."),
    ],
    &[],
);

const MEMBER: Shape = Shape::Object(
    &[
        field("name", Shape::Text, "The person's name."),
        field("email", Shape::Text, "The person's address."),
        field("role", Shape::Text, "What the person does in the team."),
        field("notificationsEnabled", Shape::Flag, "Whether Cortex notifies the person."),
    ],
    &[],
);

const DOCUMENT: &[Field] = &[
    field("openapi", Shape::Words(&["3.0.1", "3.1.0"]), "The version of OpenAPI."),
    field("swagger", Shape::Words(&["2.0"]), "The version of Swagger, OpenAPI's predecessor."),
    field("info", Shape::Map, "What the entity is, and everything that Cortex keeps of it."),
    field("jsonSchemaDialect", Shape::Text, "The dialect of JSON Schema of the contract."),
    field("servers", Shape::Any, "Where the API is served."),
    field("paths", Shape::Map, "The API's endpoints: with them the document is also a contract."),
    field("webhooks", Shape::Map, "What the API calls by itself."),
    field("components", Shape::Map, "Parts of the contract that others refer to."),
    field("security", Shape::Any, "How callers are known."),
    field("tags", Shape::Any, "Groups of endpoints."),
    field("externalDocs", Shape::Any, "More documentation of the API."),
];

const FIELDS: &[Field] = &[
    field("title", Shape::Text, "A name for people."),
    field("summary", Shape::Text, "What it is, in one line."),
    field("description", Shape::Text, "What it is, in Markdown."),
    field("termsOfService", Shape::Text, "OpenAPI's own."),
    field("contact", Shape::Any, "OpenAPI's own."),
    field("license", Shape::Any, "OpenAPI's own."),
    field("version", Shape::Text, "The version of the contract."),
    field("x-cortex-tag", Shape::Text, "The name by which others refer to it: unique, and never changed."),
    field(
        "x-cortex-type",
        Shape::Words(&["service", "team", "domain"]),
        "What it is; `service` goes without saying. Other types are your own.",
    ),
    field("x-cortex-description", Shape::Text, "What it is, in Markdown, where the contract says something else."),
    field("x-cortex-definition", Shape::Any, "The fields of a type of your own."),
    field(
        "x-cortex-groups",
        Shape::List(&Shape::Text),
        "Groups that it belongs to; `tier:1` and `lifecycle:production` are understood.",
    ),
    field("x-cortex-service-groups", Shape::List(&Shape::Text), "The same, as it was called before."),
    field("x-cortex-owners", Shape::List(&OWNER), "Who answers for it."),
    field("x-cortex-parents", Shape::List(&TAGGED), "What it is part of."),
    field("x-cortex-domain-parents", Shape::List(&TAGGED), "The domains that a domain is part of."),
    field("x-cortex-children", Shape::List(&TAGGED), "What is part of it."),
    field("x-cortex-dependency", Shape::List(&DEPENDENCY), "What it calls, endpoint by endpoint."),
    field("x-cortex-relationships", Shape::List(&Shape::Map), "Relations of your own: type, destinations, sources."),
    field("x-cortex-link", Shape::List(&LINK), "What lives elsewhere."),
    field("x-cortex-dashboards", Shape::Map, "Dashboards to show: `embeds`, a list of type and url."),
    field(
        "x-cortex-git",
        Shape::Object(
            &[
                field("github", REPOSITORY, "On GitHub."),
                field("gitlab", REPOSITORY, "On GitLab."),
                field("azure", REPOSITORY, "On Azure DevOps."),
                field("bitbucket", REPOSITORY, "On Bitbucket."),
            ],
            &[],
        ),
        "Where the code is.",
    ),
    field(
        "x-cortex-oncall",
        Shape::Map,
        "Who is on call: pagerduty, opsgenie, victorops or xmatters, with id and type.",
    ),
    field("x-cortex-slack", Shape::Map, "The channels: a list of name and notificationsEnabled."),
    field("x-cortex-microsoft-teams", Shape::Any, "The channels on Microsoft Teams: a list of names."),
    field("x-cortex-issues", Shape::Map, "Where issues are kept: jira with projects, labels, components, defaultJql."),
    field("x-cortex-slos", Shape::Map, "Service level objectives, by product."),
    field("x-cortex-apm", Shape::Map, "Monitors, by product."),
    field("x-cortex-static-analysis", Shape::Map, "Projects in sonarqube, codecov, veracode, mend."),
    field(
        "x-cortex-k8s",
        Shape::Map,
        "Workloads: deployment, statefulset, cronjob, argorollout with identifier namespace/name.",
    ),
    field("x-cortex-ci-cd", Shape::Map, "Pipelines on Buildkite."),
    field("x-cortex-circle-ci", Shape::Map, "Projects on CircleCI."),
    field("x-cortex-bugsnag", Shape::Map, "The project on Bugsnag."),
    field("x-cortex-checkmarx", Shape::Map, "Projects on Checkmarx."),
    field("x-cortex-coralogix", Shape::Map, "Applications on Coralogix."),
    field("x-cortex-firehydrant", Shape::Map, "Services on FireHydrant."),
    field("x-cortex-launch-darkly", Shape::Map, "Projects on LaunchDarkly."),
    field("x-cortex-rollbar", Shape::Map, "The project on Rollbar."),
    field("x-cortex-sentry", Shape::Map, "The project on Sentry."),
    field("x-cortex-servicenow", Shape::Map, "Services on ServiceNow."),
    field("x-cortex-snyk", Shape::Map, "Projects on Snyk."),
    field("x-cortex-wiz", Shape::Map, "Projects on Wiz."),
    field("x-cortex-alerts", Shape::Any, "Alerts, by product."),
    field("x-cortex-infra", Shape::Map, "Cloud resources, by provider."),
    field(
        "x-cortex-team",
        Shape::Object(
            &[
                field("members", Shape::List(&MEMBER), "Who is in the team."),
                field(
                    "groups",
                    Shape::List(&Shape::Map),
                    "The groups elsewhere that are this team: name and provider.",
                ),
            ],
            &[],
        ),
        "What a team is made of.",
    ),
    field(
        "x-cortex-custom-metadata",
        Shape::Map,
        "Fields of your own; `tier`, `lifecycle` and `language` are understood.",
    ),
    field("x-cortex-custom-data", Shape::Any, "The same, as it was called before."),
];

pub(super) fn body() -> Value {
    let mut document = known(ROOT, DOCUMENT, Rigour::Lenient);
    document["info"] = json!({
        "type": "object", "description": "What the entity is, and everything that Cortex keeps of it.",
        "anyOf": [{ "required": ["x-cortex-tag"] }, { "required": ["title"] }],
        "properties": known(INFO, FIELDS, Rigour::Lenient),
    });
    json!({ "type": "object", "required": ["info"], "properties": document })
}
