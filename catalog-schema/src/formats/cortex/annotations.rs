//! What other tools call the entity: the identifiers that Cortex's integrations are given, as annotations.

use std::collections::HashSet;

use serde_json::Value;

use crate::fields::name_slug;
use crate::formats::read::Fields;
use crate::model::Entity;

/// The annotation that names chat channels.
pub(super) const SLACK: &str = "slack.com/channel";

/// Field of `info`, the way from there (`*` is every item or entry), annotation. Where Backstage's plug-ins have an
/// annotation for it, this is the one.
const TABLE: &[(&str, &[&str], &str)] = &[
    ("x-cortex-slack", &["channels", "*", "name"], SLACK),
    ("x-cortex-microsoft-teams", &["*", "name"], "teams.microsoft.com/channel"),
    ("x-cortex-issues", &["jira", "projects", "*"], "jira/project-key"),
    ("x-cortex-issues", &["jira", "components", "*"], "jira/component"),
    ("x-cortex-static-analysis", &["sonarqube", "project"], "sonarqube.org/project-key"),
    ("x-cortex-static-analysis", &["codecov", "repo"], "codecov.io/repo"),
    ("x-cortex-static-analysis", &["veracode", "applicationNames", "*"], "veracode.com/application"),
    ("x-cortex-apm", &["datadog", "monitors", "*"], "datadoghq.com/monitor-id"),
    ("x-cortex-apm", &["newrelic", "*", "applicationId"], "newrelic.com/application-id"),
    ("x-cortex-apm", &["dynatrace", "entityIds", "*"], "dynatrace.com/entity-id"),
    ("x-cortex-slos", &["datadog", "*", "id"], "datadoghq.com/slo-id"),
    ("x-cortex-slos", &["dynatrace", "*", "id"], "dynatrace.com/slo-id"),
    ("x-cortex-slos", &["sumologic", "*", "id"], "sumologic.com/slo-id"),
    ("x-cortex-slos", &["prometheus", "*", "name"], "prometheus.io/slo"),
    ("x-cortex-k8s", &["deployment", "*", "identifier"], "kubernetes.io/deployment"),
    ("x-cortex-k8s", &["statefulset", "*", "identifier"], "kubernetes.io/statefulset"),
    ("x-cortex-k8s", &["cronjob", "*", "identifier"], "kubernetes.io/cronjob"),
    ("x-cortex-k8s", &["argorollout", "*", "identifier"], "argoproj.io/rollout"),
    ("x-cortex-sentry", &["project"], "sentry.io/project-slug"),
    ("x-cortex-rollbar", &["project"], "rollbar.com/project-slug"),
    ("x-cortex-bugsnag", &["project"], "bugsnag.com/project-key"),
    ("x-cortex-snyk", &["projects", "*", "projectId"], "snyk.io/project-id"),
    ("x-cortex-circle-ci", &["projects", "*", "projectSlug"], "circleci.com/project-slug"),
];

/// Who calls out whom, by provider.
const ON_CALL: [(&str, &str); 4] = [
    ("pagerduty", "pagerduty.com"),
    ("opsgenie", "opsgenie.com"),
    ("victorops", "victorops.com"),
    ("xmatters", "xmatters.com"),
];

/// Adds the annotations. What is of another shape than expected has none, and stays in the descriptor.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity) {
    for (name, way, annotation) in TABLE {
        let Some(field) = info.get(name) else { continue };
        let mut texts = Vec::new();
        gather(field.value, way, &mut texts);
        annotate(entity, annotation, texts);
    }
    let Some(field) = info.get("x-cortex-oncall") else { return };
    for (name, host) in ON_CALL {
        let Some(provider) = field.value.get(name) else { continue };
        let Some(id) = provider.get("id").and_then(scalar) else { continue };
        let of = provider.get("type").and_then(Value::as_str).unwrap_or("service");
        // SERVICE, SCHEDULE, ESCALATION_POLICY
        let of = name_slug(&of.replace('_', "-"));
        annotate(entity, &format!("{host}/{of}-id"), vec![id]);
    }
}

/// Adds texts to an annotation, which lists them with commas between, each once.
pub(super) fn annotate(entity: &mut Entity, annotation: &str, texts: Vec<String>) {
    let before = entity.annotations.remove(annotation).unwrap_or_default();
    let mut seen = HashSet::new();
    let all = before.split(", ").map(str::to_owned).chain(texts);
    let listed: Vec<String> = all.filter(|text| !text.is_empty() && seen.insert(text.clone())).collect();
    if !listed.is_empty() {
        entity.annotations.insert(annotation.to_owned(), listed.join(", "));
    }
}

fn gather(value: &Value, way: &[&str], texts: &mut Vec<String>) {
    match (way, value) {
        ([], value) => texts.extend(scalar(value)),
        (["*", rest @ ..], Value::Array(items)) => items.iter().for_each(|item| gather(item, rest, texts)),
        (["*", rest @ ..], Value::Object(map)) => map.values().for_each(|item| gather(item, rest, texts)),
        ([key, rest @ ..], Value::Object(map)) => {
            if let Some(value) = map.get(*key) {
                gather(value, rest, texts);
            }
        }
        _ => {}
    }
}

/// Text that is not blank, or a number.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
