//! What Cortex knows of an entity, and where the catalog has it.

use super::term::{Binding, Kind, Term};

/// Integrations that an entity names a project of, by the annotations that Cortex's descriptors become (see
/// `x-cortex-…` in docs/concepts/formats.md).
const ANNOTATIONS: [(&str, &[&str]); 14] = [
    ("jira", &["jira/project-key", "jira/component"]),
    ("sonarqube", &["sonarqube.org/project-key"]),
    ("codecov", &["codecov.io/repo"]),
    ("veracode", &["veracode.com/application"]),
    ("datadog", &["datadoghq.com/monitor-id", "datadoghq.com/slo-id"]),
    ("newrelic", &["newrelic.com/application-id"]),
    ("dynatrace", &["dynatrace.com/entity-id", "dynatrace.com/slo-id"]),
    ("prometheus", &["prometheus.io/slo"]),
    ("k8s", &["kubernetes.io/deployment", "kubernetes.io/statefulset", "kubernetes.io/cronjob", "argoproj.io/rollout"]),
    ("sentry", &["sentry.io/project-slug"]),
    ("rollbar", &["rollbar.com/project-slug"]),
    ("bugsnag", &["bugsnag.com/project-key"]),
    ("snyk", &["snyk.io/project-id"]),
    ("circleci", &["circleci.com/project-slug"]),
];

/// Hosts whose annotations say who is called out.
const ON_CALL: [&str; 4] = ["pagerduty.com/", "opsgenie.com/", "victorops.com/", "xmatters.com/"];

/// Whether something of this name is configured for the entity.
pub(super) fn presence(name: &str) -> Option<Term> {
    let any = |conditions: Vec<String>| {
        let binding = if conditions.len() == 1 { Binding::Comparison } else { Binding::Or };
        Some(Term::bound(conditions.join(" || "), Kind::Presence, binding))
    };
    let whole = |cel: &str| Some(Term::bound(cel, Kind::Presence, Binding::Comparison));
    match name.to_ascii_lowercase().as_str() {
        "git" => whole("size(links.repository) > 0"),
        "ownership" => whole("owner.effective != null"),
        "openapi" | "apispec" => any(vec!["api.defined".to_owned(), "size(provided_apis) > 0".to_owned()]),
        "slack" => any(vec![
            r#""slack.com/channel" in entity.annotations"#.to_owned(),
            "size(links.chat) > 0".to_owned(),
            "size(owner.chat) > 0".to_owned(),
        ]),
        "microsoftteams" => whole(r#""teams.microsoft.com/channel" in entity.annotations"#),
        "oncall" => {
            let hosts: Vec<String> = ON_CALL.iter().map(|host| format!("k.startsWith(\"{host}\")")).collect();
            any(vec![
                format!("entity.annotations.exists(k, {})", hosts.join(" || ")),
                "size(links.on_call) > 0".to_owned(),
                "size(owner.on_call) > 0".to_owned(),
            ])
        }
        other => {
            let (_, annotations) = ANNOTATIONS.iter().find(|(known, _)| *known == other)?;
            any(annotations.iter().map(|annotation| format!("\"{annotation}\" in entity.annotations")).collect())
        }
    }
}

/// Links of a type: a fact where the type is one that the catalog tells apart.
pub(super) fn links(link_type: &str) -> Option<&'static str> {
    let word: String = link_type.chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match word.to_ascii_lowercase().as_str() {
        "repository" | "repo" | "source" | "code" | "git" | "github" => "links.repository",
        "documentation" | "docs" | "doc" | "wiki" | "confluence" | "openapi" | "asyncapi" => "links.documentation",
        "dashboard" | "dashboards" | "monitoring" | "metrics" | "logs" | "grafana" => "links.dashboard",
        "oncall" | "pagerduty" | "opsgenie" => "links.on_call",
        "runbook" | "runbooks" | "playbook" => "links.runbook",
        "chat" | "slack" | "teams" => "links.chat",
        "project" | "issues" | "jira" => "links.project",
        _ => return None,
    })
}

/// Why there is no fact for what an expression begins with.
pub(super) fn reason(name: &str) -> String {
    match name.to_ascii_lowercase().as_str() {
        "git" | "codesearch" => {
            "what is in a repository (files, commits, pull requests, vulnerabilities) is no fact here; only that one is \
             linked is"
                .to_owned()
        }
        "jq" => "jq over other values has no equivalent; custom fields are read as entity.custom[\"…\"]".to_owned(),
        "deploys" | "custommetrics" => format!("{name} are no facts here"),
        "verifications" => "nobody verifies entities here; entity.changed_at says when its descriptor changed".to_owned(),
        "oncall" => "who is on call, and how quickly, is no fact here; only that somebody can be called is".to_owned(),
        _ if presence(name).is_some() => format!("what {name} says of it is no fact here; only that it is configured is"),
        _ => format!("{name} is no fact here"),
    }
}
