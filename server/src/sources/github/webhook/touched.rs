//! Whether what a push touched may matter to the catalog.

use std::path::Path;

use super::Payload;
use crate::sources::directory::is_candidate;

/// A push with so many commits may have had more: it says nothing certain of what it touched.
const COMMITS: usize = 20;
/// Beginnings of names that tell something of a repository.
const NAMES: [&str; 14] = [
    "readme",
    "license",
    "licence",
    "copying",
    "codeowners",
    "contributing",
    "security",
    "changelog",
    "history",
    "dockerfile",
    "containerfile",
    "makefile",
    "jenkinsfile",
    "justfile",
];
/// Endings of contracts, documentation and manifests.
const ENDINGS: [&str; 22] = [
    "json", "jsonc", "md", "markdown", "mdx", "adoc", "rst", "txt", "toml", "graphql", "graphqls", "gql", "proto",
    "avsc", "avdl", "wsdl", "xsd", "raml", "lock", "mod", "sum", "xml",
];

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

/// Whether a file may be a descriptor, may be named by one, or tells something of its repository.
pub(super) fn matters(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name).to_ascii_lowercase();
    is_candidate(Path::new(path))
        || NAMES.iter().any(|known| name.starts_with(known))
        || name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
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
