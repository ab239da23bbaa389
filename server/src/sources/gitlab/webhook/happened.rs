//! Deployments, releases, pipelines and merges.

use serde_json::Value;

use super::effect::project;
use crate::sources::forge::webhook::{Deployed, Happening, PipelineRun, text};

/// What happened, where it is something that the catalog tells of entities.
pub(super) fn happened(event: &str, payload: &Value) -> Option<Happening> {
    let about = payload.get("project")?;
    let (repository, address) = (project(payload)?, text(about, "web_url")?.to_owned());
    let default_branch = text(about, "default_branch");
    let attributes = payload.get("object_attributes");
    let told = match event {
        "deployment" => deployment(payload, default_branch),
        "release" => release(payload),
        "pipeline" => pipeline(attributes?, default_branch),
        "merge_request" => merge(attributes?, default_branch),
        _ => None,
    }?;
    Some(Happening { repository, address, ..told })
}

fn deployment(payload: &Value, default_branch: Option<&str>) -> Option<Happening> {
    let outcome = match text(payload, "status")? {
        "running" => "in_progress",
        "success" => "success",
        "failed" => "failure",
        // Cancelled, blocked and skipped ones are none; one that is created has not begun.
        _ => return None,
    };
    let commit = text(payload, "commit_url").and_then(|url| url.rsplit_once("/commit/")).map(|(_, commit)| commit);
    // A branch is no version.
    let tag = text(payload, "ref").filter(|name| Some(*name) != default_branch);
    let deployed = Deployed {
        id: payload.get("deployment_id"),
        environment: text(payload, "environment"),
        outcome,
        version: tag.or_else(|| text(payload, "short_sha")).unwrap_or_default(),
        uri: text(payload, "environment_external_url").or_else(|| text(payload, "deployable_url")),
        commit,
    };
    Some(Happening::deployed(deployed).at(time(payload, &["status_changed_at"])))
}

fn release(payload: &Value) -> Option<Happening> {
    if text(payload, "action") != Some("create") {
        return None;
    }
    let published = Happening::published(payload.get("id"), text(payload, "tag"), text(payload, "url"));
    Some(published.at(time(payload, &["released_at", "created_at"])))
}

fn pipeline(run: &Value, default_branch: Option<&str>) -> Option<Happening> {
    // Pipelines of merge requests and tags say something of what is not on the branch.
    let is_of_branch = text(run, "ref") == default_branch && run.get("tag") != Some(&Value::Bool(true));
    if !is_of_branch || text(run, "source") == Some("merge_request_event") {
        return None;
    }
    let outcome = match text(run, "status")? {
        "success" => "success",
        "failed" => "failure",
        "canceled" => "cancelled",
        // Others are under way, or wait for somebody.
        _ => return None,
    };
    let finished = PipelineRun {
        id: run.get("id"),
        name: text(run, "name").or(Some("pipeline")),
        uri: text(run, "url"),
        outcome,
        commit: text(run, "sha"),
    };
    Some(Happening::pipeline_finished(finished).at(time(run, &["finished_at"])))
}

fn merge(request: &Value, default_branch: Option<&str>) -> Option<Happening> {
    if text(request, "action") != Some("merge") || text(request, "target_branch") != default_branch {
        return None;
    }
    let number = request.get("iid").map(ToString::to_string).unwrap_or_default();
    let title = text(request, "title").unwrap_or_default();
    let merged = Happening::merged(&format!("!{number}"), title, text(request, "url"));
    Some(merged.at(time(request, &["merged_at", "updated_at"])))
}

/// The time of the first of these fields that has one, RFC 3339.
fn time(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text(value, name)).map(rfc3339)
}

/// A time as GitLab tells it, `2016-08-12 15:26:29 UTC` or `2021-04-28 21:50:00 +0200` by older versions.
fn rfc3339(text: &str) -> String {
    let mut parts = text.split(' ');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(date), Some(time), Some("UTC")) => format!("{date}T{time}Z"),
        (Some(date), Some(time), Some(zone)) if zone.len() == 5 && zone.is_ascii() => {
            let (hours, minutes) = zone.split_at(3);
            format!("{date}T{time}{hours}:{minutes}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock::parse_rfc3339;

    fn told(event: &str, payload: Value) -> Option<Happening> {
        let mut payload = payload;
        payload["project"] = json!({ "id": 1, "web_url": "https://gitlab.com/acme/orders", "default_branch": "main" });
        happened(event, &payload)
    }

    #[test]
    fn times_of_every_version_are_understood() {
        for (text, at) in [
            ("2016-08-12 15:26:29 UTC", "2016-08-12T15:26:29Z"),
            ("2021-04-28 21:50:00 +0200", "2021-04-28T19:50:00Z"),
            ("2026-03-01T12:00:00.123Z", "2026-03-01T12:00:00.123Z"),
        ] {
            assert_eq!(parse_rfc3339(&rfc3339(text)), parse_rfc3339(at), "{text}");
            assert!(parse_rfc3339(at).is_some());
        }
        assert_eq!(rfc3339("soon é +02é0"), "soon é +02é0");
    }

    #[test]
    fn a_deployment_is_told_with_how_it_ended() {
        let of = |status: &str| {
            told(
                "deployment",
                json!({ "status": status, "deployment_id": 15, "environment": "staging", "short_sha": "279484c0",
                    "commit_url": "https://gitlab.com/acme/orders/-/commit/279484c09fbe69ededfced8c1bb6e6d24616b468" }),
            )
        };
        let success = of("success").unwrap();
        assert_eq!(success.data["customData"]["version"], "279484c0");
        assert_eq!(success.data["customData"]["commit"], "279484c09fbe69ededfced8c1bb6e6d24616b468");
        assert_eq!(success.data["subject"]["content"]["environment"]["id"], "staging");
        assert_eq!(of("failed").unwrap().data["customData"]["outcome"], "failure");
        assert_eq!(of("running").unwrap().data["customData"]["outcome"], "in_progress");
        assert!(of("canceled").is_none() && of("blocked").is_none());
    }

    #[test]
    fn only_what_reached_the_default_branch_is_told() {
        let run = |branch: &str, source: &str, status: &str| {
            let run = json!({ "id": 1, "ref": branch, "source": source, "status": status });
            told("pipeline", json!({ "object_attributes": run }))
        };
        assert_eq!(run("main", "push", "failed").unwrap().data["subject"]["content"]["outcome"], "failure");
        assert!(run("feature", "push", "success").is_none() && run("main", "push", "running").is_none());
        assert!(run("main", "merge_request_event", "success").is_none());
        let merged = |action: &str, branch: &str| {
            let request = json!({ "action": action, "target_branch": branch, "iid": 3, "title": "Faster" });
            told("merge_request", json!({ "object_attributes": request }))
        };
        assert_eq!(merged("merge", "main").unwrap().data["customData"]["title"], "!3 Faster");
        assert!(merged("close", "main").is_none() && merged("merge", "next").is_none());
        let release = |action: &str| told("release", json!({ "id": 1, "tag": "v1", "action": action }));
        assert_eq!(release("create").unwrap().data["customData"]["version"], "v1");
        assert!(release("update").is_none() && release("delete").is_none());
    }
}
