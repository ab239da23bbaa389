//! Deployments, releases, workflow runs and merges.

use serde_json::Value;

use super::Payload;
use crate::sources::forge::webhook::{Deployed, Happening, PipelineRun, text};

/// Characters of a commit's id that people know it by.
const SHORT: usize = 12;

/// What happened, where it is something that the catalog tells of entities.
pub(super) fn happened(event: &str, action: &str, payload: &Payload) -> Option<Happening> {
    let repository = payload.repository.as_ref()?;
    let (id, address) = (repository.id?, repository.html_url.clone()?);
    let default_branch = repository.default_branch.as_deref();
    let told = match event {
        "deployment" if action == "created" => deployment(payload.deployment.as_ref()?, None),
        "deployment_status" => deployment(payload.deployment.as_ref()?, payload.deployment_status.as_ref()),
        "release" if action == "published" => release(payload.release.as_ref()?),
        "workflow_run" if action == "completed" => workflow_run(payload.workflow_run.as_ref()?, default_branch),
        "pull_request" if action == "closed" => merge(payload.pull_request.as_ref()?, default_branch),
        _ => None,
    }?;
    Some(Happening { repository: id, address, ..told })
}

fn deployment(deployment: &Value, status: Option<&Value>) -> Option<Happening> {
    let outcome = match status.and_then(|status| text(status, "state")) {
        None | Some("pending" | "queued" | "in_progress" | "waiting") => "in_progress",
        Some("success") => "success",
        Some("failure" | "error") => "failure",
        // A later deployment took its place, which is told by itself.
        Some(_) => return None,
    };
    let environment = status.and_then(|status| text(status, "environment")).or_else(|| text(deployment, "environment"));
    let commit = text(deployment, "sha").unwrap_or_default();
    let reference = text(deployment, "ref").filter(|reference| *reference != commit);
    let version = reference.map_or_else(|| commit.chars().take(SHORT).collect(), str::to_owned);
    let url = status.and_then(|status| {
        ["environment_url", "log_url", "target_url"].into_iter().find_map(|name| text(status, name))
    });
    let time = status.and_then(|status| text(status, "updated_at").or_else(|| text(status, "created_at")));
    let time = time.or_else(|| text(deployment, "created_at"));
    // Who deploys several entities of one repository says which in the deployment's payload.
    let entity = deployment.get("payload").and_then(|said| text(said, "sextantentity"));
    let deployed =
        Deployed { id: deployment.get("id"), environment, outcome, version: &version, uri: url, commit: Some(commit) };
    Some(Happening { entity: entity.map(str::to_owned), ..Happening::deployed(deployed).at(time) })
}

fn release(release: &Value) -> Option<Happening> {
    if release.get("draft") == Some(&Value::Bool(true)) {
        return None;
    }
    let time = text(release, "published_at").or_else(|| text(release, "created_at"));
    let published = Happening::published(release.get("id"), text(release, "tag_name"), text(release, "html_url"));
    Some(published.at(time))
}

fn workflow_run(run: &Value, default_branch: Option<&str>) -> Option<Happening> {
    // Runs of pull requests say something of what is not there yet.
    if text(run, "head_branch") != default_branch || text(run, "event") == Some("pull_request") {
        return None;
    }
    let outcome = match text(run, "conclusion")? {
        "success" => "success",
        "failure" | "timed_out" | "startup_failure" => "failure",
        "cancelled" => "cancelled",
        // Skipped, neutral, stale and waiting runs neither passed nor failed.
        _ => return None,
    };
    let finished = PipelineRun {
        id: run.get("id"),
        name: text(run, "name"),
        uri: text(run, "html_url"),
        outcome,
        commit: text(run, "head_sha"),
    };
    Some(Happening::pipeline_finished(finished).at(text(run, "updated_at")))
}

fn merge(pull_request: &Value, default_branch: Option<&str>) -> Option<Happening> {
    let is_merged = pull_request.get("merged") == Some(&Value::Bool(true));
    if !is_merged || text(pull_request.get("base")?, "ref") != default_branch {
        return None;
    }
    let number = pull_request.get("number").map(ToString::to_string).unwrap_or_default();
    let title = text(pull_request, "title").unwrap_or_default();
    let merged = Happening::merged(&format!("#{number}"), title, text(pull_request, "html_url"));
    Some(merged.at(text(pull_request, "merged_at")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::effect;
    use super::*;

    fn told(event: &str, payload: Value) -> Option<Happening> {
        let mut payload = payload;
        payload["repository"] = json!({ "id": 1, "full_name": "acme/orders", "html_url": "https://github.com/acme/orders", "default_branch": "main" });
        let payload: Payload = serde_json::from_value(payload).unwrap();
        effect(event, &payload).happening
    }

    #[test]
    fn a_deployment_is_told_with_how_it_ended() {
        let deployment = json!({ "id": 7, "sha": "f95f852bd8fca8fcc58a9a2d6c842781e32a215e", "ref": "v1.2.0",
            "environment": "production", "payload": { "sextantentity": "component:orders" } });
        let of = |state: &str| {
            told(
                "deployment_status",
                json!({ "action": "created", "deployment": deployment,
            "deployment_status": { "state": state, "target_url": "https://ci.example/1" } }),
            )
        };
        let success = of("success").unwrap();
        assert_eq!(success.entity.as_deref(), Some("component:orders"));
        assert_eq!(success.data["customData"]["version"], "v1.2.0");
        assert_eq!(success.data["subject"]["content"]["environment"]["id"], "production");
        assert_eq!(of("error").unwrap().data["customData"]["outcome"], "failure");
        assert_eq!(of("inactive"), None);
    }

    #[test]
    fn only_what_reached_the_default_branch_is_told() {
        let run = |branch: &str, conclusion: Value| {
            told(
                "workflow_run",
                json!({ "action": "completed",
            "workflow_run": { "id": 1, "name": "ci", "head_branch": branch, "event": "push", "conclusion": conclusion } }),
            )
        };
        assert_eq!(run("main", json!("timed_out")).unwrap().data["subject"]["content"]["outcome"], "failure");
        assert_eq!(run("feature", json!("success")), None);
        assert_eq!(run("main", json!("skipped")), None);
        assert_eq!(run("main", Value::Null), None);
        let closed = |merged: bool, base: &str| {
            told(
                "pull_request",
                json!({ "action": "closed",
            "pull_request": { "number": 3, "title": "Faster", "merged": merged, "base": { "ref": base } } }),
            )
        };
        assert_eq!(closed(true, "main").unwrap().data["customData"]["title"], "#3 Faster");
        assert!(closed(false, "main").is_none() && closed(true, "next").is_none());
        let release =
            |action: &str| told("release", json!({ "action": action, "release": { "id": 1, "tag_name": "v1" } }));
        assert!(release("published").is_some() && release("edited").is_none());
    }
}
