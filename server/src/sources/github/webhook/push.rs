//! What a push means.

use super::Payload;
use crate::sources::forge::webhook::matters;

/// A push with so many commits may have had more: it says nothing certain of what it touched.
const COMMITS: usize = 20;
/// What a push means for the repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Push {
    /// It is of no branch that is read, or touched nothing that matters.
    Nothing,
    /// The branch that is read may stand elsewhere now, with other files.
    Read,
}

/// What a push means.
pub(super) fn push(payload: &Payload) -> Push {
    let Some(repository) = &payload.repository else { return Push::Nothing };
    let branch = payload.reference.as_deref().and_then(|reference| reference.strip_prefix("refs/heads/"));
    let (Some(branch), Some(default)) = (branch, repository.default_branch.as_deref()) else { return Push::Nothing };
    if branch != default {
        return Push::Nothing;
    }
    if payload.forced || payload.deleted || payload.created || !(1..COMMITS).contains(&payload.commits.len()) {
        return Push::Read;
    }
    let touched =
        payload.commits.iter().flat_map(|commit| [&commit.added, &commit.removed, &commit.modified]).flatten();
    let mut touched = touched.peekable();
    // Of a merge commit alone GitHub tells no files.
    if touched.peek().is_none() || touched.any(|path| matters(path)) { Push::Read } else { Push::Nothing }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn pushed(change: impl FnOnce(&mut Value)) -> Push {
        let mut payload = json!({
            "ref": "refs/heads/main",
            "repository": { "id": 1, "full_name": "acme/orders", "default_branch": "main" },
            "commits": [{ "modified": ["src/main.rs"] }],
        });
        change(&mut payload);
        push(&serde_json::from_value(payload).unwrap())
    }

    #[test]
    fn only_what_may_matter_is_read() {
        assert_eq!(pushed(|_| {}), Push::Nothing, "a file of code alone");
        for (what, path) in
            [("added", "catalog-info.yaml"), ("removed", "api/openapi.json"), ("modified", ".github/CODEOWNERS")]
        {
            assert_eq!(pushed(|payload| payload["commits"][0][what] = json!([path])), Push::Read, "{path}");
        }
        assert_eq!(pushed(|payload| payload["ref"] = json!("refs/heads/feature")), Push::Nothing);
        assert_eq!(pushed(|payload| payload["ref"] = json!("refs/tags/main")), Push::Nothing);
    }

    #[test]
    fn what_does_not_say_what_it_touched_is_read() {
        assert_eq!(pushed(|payload| payload["forced"] = json!(true)), Push::Read);
        assert_eq!(pushed(|payload| payload["commits"] = json!([])), Push::Read);
        assert_eq!(pushed(|payload| payload["commits"] = json!([{}])), Push::Read);
        let many = vec![json!({ "modified": ["src/main.rs"] }); 20];
        assert_eq!(pushed(|payload| payload["commits"] = json!(many)), Push::Read);
    }
}
