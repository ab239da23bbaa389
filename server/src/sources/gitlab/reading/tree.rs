//! The listing of a repository, page by page.

use serde::Deserialize;

use crate::sources::forge::is_oid;
use crate::sources::gitlab::client::Ask;
use crate::sources::gitlab::{Client, GitlabError};
use crate::sources::remote::{Entry, EntryKind, Listing};

/// Pages of one repository, of 100 files and folders each.
const PAGES: usize = 1_000;

#[derive(Deserialize)]
struct Node {
    #[serde(default)]
    path: String,
    #[serde(default)]
    mode: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    id: String,
}

/// The files of a project at a commit. One request for each hundred files and folders, up to a bound; of a larger one the
/// listing is not complete.
///
/// # Errors
/// If GitLab does not tell.
pub async fn listing(client: &Client, project: u64, commit: &str) -> Result<Listing, GitlabError> {
    if !is_oid(commit) {
        return Err(GitlabError::Malformed { path: project.to_string(), why: "the commit has no id".to_owned() });
    }
    let path =
        format!("/projects/{project}/repository/tree?ref={commit}&recursive=true&per_page=100&pagination=keyset");
    let (nodes, complete) = client.list::<Node>(Ask::get(&path), PAGES).await?;
    let entry = |node: Node| {
        let kind = match (node.kind.as_str(), node.mode.as_str()) {
            ("tree", _) => return None,
            ("commit", _) | (_, "160000") => EntryKind::Submodule,
            (_, "120000") => EntryKind::Link,
            _ => EntryKind::File,
        };
        let blob = node.id.to_ascii_lowercase();
        is_oid(&blob).then_some(Entry { path: node.path, blob, size: None, kind })
    };
    Ok(Listing::new(nodes.into_iter().filter_map(entry).collect(), complete))
}
