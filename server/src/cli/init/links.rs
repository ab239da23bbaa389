//! What lives elsewhere.

use serde_json::{Value, json};

use super::remote::Remote;
use super::repository::Repository;

/// The repository's page, and the page of its pipelines.
pub(super) fn links(repository: &Repository, remote: &Remote) -> Vec<Value> {
    let address = remote.address();
    let mut links = vec![json!({ "url": address, "title": "Source", "type": "repository" })];
    let workflows = repository.files().any(|path| path.starts_with(".github/workflows/"));
    let pipelines = match remote.host.as_str() {
        "github.com" if workflows => Some(format!("{address}/actions")),
        _ if repository.has(".gitlab-ci.yml") => Some(format!("{address}/-/pipelines")),
        _ => None,
    };
    links.extend(pipelines.map(|url| json!({ "url": url, "title": "Pipelines" })));
    links
}

/// The annotation by which tools find the repository.
pub(super) fn annotation(remote: &Remote) -> Option<(&'static str, &str)> {
    match remote.host.as_str() {
        "github.com" => Some(("github.com/project-slug", &remote.path)),
        "gitlab.com" => Some(("gitlab.com/project-slug", &remote.path)),
        _ => None,
    }
}
