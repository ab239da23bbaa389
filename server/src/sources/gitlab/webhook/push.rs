//! What a push means.

use serde_json::Value;

use super::effect::project;
use crate::sources::forge::webhook::{Effect, matters, text};

/// What a push means: the branch that is read may stand elsewhere now, with other files.
pub(super) fn push(payload: &Value) -> Effect {
    if !is_of_default_branch(payload, text(payload, "ref")) || touches_nothing(payload) {
        return Effect::default();
    }
    Effect { head: head(text(payload, "after")), ..Effect::read(project(payload)) }
}

/// What a push to several branches means, of which a system hook tells at once.
pub(super) fn update(payload: &Value) -> Effect {
    let changes = payload.get("changes").and_then(Value::as_array).into_iter().flatten();
    let mut of_branch = changes.filter(|change| is_of_default_branch(payload, text(change, "ref")));
    let Some(change) = of_branch.next_back() else { return Effect::default() };
    Effect { head: head(text(change, "after")), ..Effect::read(project(payload)) }
}

fn is_of_default_branch(payload: &Value, reference: Option<&str>) -> bool {
    let branch = reference.and_then(|reference| reference.strip_prefix("refs/heads/"));
    let default = payload.get("project").and_then(|project| text(project, "default_branch"));
    branch.is_some() && branch == default
}

/// The commit that a branch stands at; none where it was deleted.
fn head(after: Option<&str>) -> Option<String> {
    after.filter(|after| after.bytes().any(|byte| byte != b'0')).map(str::to_owned)
}

/// Whether all that a push touched is told, and none of it may matter to the catalog. Nothing tells that a push was forced, and
/// what went with commits that are there no more: only of a branch that is protected the commits are believed to be all.
fn touches_nothing(payload: &Value) -> bool {
    let commits = payload.get("commits").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_all = payload.get("total_commits_count").and_then(Value::as_u64) == Some(commits.len() as u64);
    let is_protected = payload.get("ref_protected") == Some(&Value::Bool(true));
    if !is_protected || !is_all || commits.is_empty() {
        return false;
    }
    let mut told = false;
    for commit in commits {
        for name in ["added", "modified", "removed"] {
            for path in commit.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                told = true;
                if matters(path) {
                    return false;
                }
            }
        }
    }
    // Of merge commits alone no files are told.
    told
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pushed(change: impl FnOnce(&mut Value)) -> Option<String> {
        let mut payload = json!({
            "object_kind": "push", "ref": "refs/heads/main", "ref_protected": true, "after": "da1560886d4f094c3e6c9ef40349f7d38b5d27d7",
            "project": { "id": 15, "path_with_namespace": "acme/orders", "default_branch": "main" },
            "commits": [{ "added": [], "modified": ["src/main.rs"], "removed": [] }], "total_commits_count": 1,
        });
        change(&mut payload);
        push(&payload).repository
    }

    #[test]
    fn only_what_may_matter_is_read() {
        let read = Some("15".to_owned());
        assert_eq!(pushed(|_| {}), None, "a file of code alone");
        for (what, path) in
            [("added", "catalog-info.yaml"), ("removed", "api/openapi.json"), ("modified", "CODEOWNERS")]
        {
            assert_eq!(pushed(|payload| payload["commits"][0][what] = json!([path])), read, "{path}");
        }
        assert_eq!(pushed(|payload| payload["ref"] = json!("refs/heads/feature")), None);
        assert_eq!(pushed(|payload| payload["ref"] = json!("refs/tags/main")), None);
        // What does not say all that it touched.
        assert_eq!(pushed(|payload| payload["ref_protected"] = json!(false)), read, "it may be forced");
        assert_eq!(pushed(|payload| payload["total_commits_count"] = json!(40)), read);
        assert_eq!(pushed(|payload| payload["commits"] = json!([])), read);
        assert_eq!(pushed(|payload| payload["commits"] = json!([{}])), read);
    }

    #[test]
    fn the_head_is_told_unless_the_branch_is_gone() {
        let mut payload = json!({
            "project_id": 15, "project": { "default_branch": "main" }, "ref": "refs/heads/main", "after": "a1",
        });
        assert_eq!(push(&payload).head.as_deref(), Some("a1"));
        payload["after"] = json!("0000000000000000000000000000000000000000");
        assert_eq!((push(&payload).repository.as_deref(), push(&payload).head), (Some("15"), None));
        let payload = json!({
            "project_id": 15, "project": { "default_branch": "main" },
            "changes": [{ "ref": "refs/heads/other", "after": "b2" }, { "ref": "refs/heads/main", "after": "a1" }],
        });
        assert_eq!(update(&payload).head.as_deref(), Some("a1"));
    }
}
