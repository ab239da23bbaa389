//! What is answered.

use serde::Deserialize;

use crate::clock::parse_rfc3339;
use crate::sources::forge::{FoundRepository, Head};

/// A project as GitLab tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// What is told of its repository.
    pub found: FoundRepository,
    /// The project is shown and its repository is not: without a head it is not known to be empty.
    pub hidden: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct OfGroup {
    pub(super) group: Option<Listed>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Listed {
    pub(super) projects: Projects,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Projects {
    #[serde(default)]
    pub(super) page_info: PageInfo,
    /// What could not be told is null.
    pub(super) nodes: Vec<Option<Node>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PageInfo {
    pub(super) has_next_page: bool,
    pub(super) end_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Node {
    id: String,
    full_path: String,
    web_url: Option<String>,
    description: Option<String>,
    archived: Option<bool>,
    is_forked: Option<bool>,
    visibility: Option<String>,
    #[serde(default)]
    topics: Option<Vec<String>>,
    #[serde(default)]
    languages: Option<Vec<Language>>,
    last_activity_at: Option<String>,
    repository: Option<RepositoryNode>,
}

#[derive(Debug, Deserialize)]
struct Language {
    name: String,
    share: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RepositoryNode {
    root_ref: Option<String>,
    empty: Option<bool>,
    tree: Option<Tree>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tree {
    last_commit: Option<LastCommit>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct LastCommit {
    sha: String,
    committed_date: Option<String>,
    author_name: Option<String>,
    author: Option<Author>,
}

#[derive(Debug, Deserialize)]
struct Author {
    username: String,
}

impl Node {
    /// What is told of it; none where its number or its address is missing.
    pub(super) fn project(self) -> Option<Project> {
        let id = self.id.rsplit('/').next()?.parse().ok()?;
        let time = |time: Option<String>| parse_rfc3339(&time?);
        let mut languages = self.languages.unwrap_or_default();
        languages.sort_by(|one, other| other.share.unwrap_or_default().total_cmp(&one.share.unwrap_or_default()));
        let is_shown = self.repository.is_some();
        let (default_branch, empty, tree) =
            self.repository.map_or((None, None, None), |shown| (shown.root_ref, shown.empty, shown.tree));
        let commit = tree.and_then(|tree| tree.last_commit);
        let head = commit.filter(|_| default_branch.is_some()).map(|commit| Head {
            commit: commit.sha,
            committed_at: time(commit.committed_date),
            author: commit.author.map(|author| author.username).or(commit.author_name),
        });
        let hidden = head.is_none() && !(is_shown && empty == Some(true));
        let found = FoundRepository {
            id,
            name: self.full_path,
            url: self.web_url?,
            description: self.description.filter(|text| !text.trim().is_empty()),
            default_branch,
            head,
            archived: self.archived.unwrap_or_default(),
            fork: self.is_forked.unwrap_or_default(),
            visibility: self.visibility.unwrap_or_default().to_ascii_lowercase(),
            topics: self.topics.unwrap_or_default(),
            languages: languages.into_iter().map(|language| language.name).collect(),
            pushed_at: time(self.last_activity_at),
        };
        Some(Project { found, hidden })
    }
}

impl Project {
    /// Whether it is to be deleted after some days: GitLab renames it, or a group that it is in, until then.
    pub(super) fn is_to_be_deleted(&self) -> bool {
        self.found.name.split('/').any(|part| {
            let marked = part.rsplit_once("-deletion_scheduled-").or_else(|| part.rsplit_once("-deleted-"));
            marked.is_some_and(|(_, id)| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn project(repository: &Value) -> Project {
        let node = json!({
            "id": "gid://gitlab/Project/15", "fullPath": "acme/shop/web", "webUrl": "https://gitlab.com/acme/shop/web",
            "description": "", "archived": null, "isForked": false, "visibility": "private", "topics": null,
            "languages": [{ "name": "Go", "share": 8.5 }, { "name": "Rust", "share": 91.5 }],
            "lastActivityAt": "2026-03-01T12:00:00Z", "repository": repository,
        });
        serde_json::from_value::<Node>(node).unwrap().project().unwrap()
    }

    #[test]
    fn an_empty_repository_is_another_thing_than_a_hidden_one() {
        let commit =
            json!({ "sha": "a1", "committedDate": "2026-03-01T12:00:00Z", "authorName": "Ada", "author": null });
        let whole = project(&json!({ "rootRef": "main", "empty": false, "tree": { "lastCommit": commit } }));
        let head = whole.found.head.clone().unwrap();
        assert_eq!((head.commit.as_str(), head.author.as_deref()), ("a1", Some("Ada")));
        assert_eq!((whole.found.id, whole.found.languages.clone()), (15, vec!["Rust".to_owned(), "Go".to_owned()]));
        assert!(!whole.hidden && whole.found.short_name() == "web");
        let empty = project(&json!({ "rootRef": null, "empty": true, "tree": null }));
        assert!(empty.found.head.is_none() && !empty.hidden);
        assert!(project(&Value::Null).hidden);
        assert!(project(&json!({ "rootRef": "main", "empty": false, "tree": null })).hidden, "the branch is not told");
    }

    #[test]
    fn what_is_to_be_deleted_is_called_so() {
        let named = |name: &str| Project {
            found: FoundRepository { name: name.to_owned(), ..FoundRepository::default() },
            hidden: false,
        };
        for gone in ["acme/web-deletion_scheduled-15", "acme-deletion_scheduled-7/web", "acme/web-deleted-15"] {
            assert!(named(gone).is_to_be_deleted(), "{gone}");
        }
        for here in ["acme/web", "acme/deleted-items", "acme/web-deletion_scheduled-x", "acme/soft-deleted-"] {
            assert!(!named(here).is_to_be_deleted(), "{here}");
        }
    }
}
