//! What is answered.

use serde::Deserialize;

use crate::clock::parse_rfc3339;
use crate::sources::forge::{FoundRepository, Head};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    pub(super) repository_owner: Option<Owner>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Owner {
    pub(super) repositories: Repositories,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Repositories {
    pub(super) total_count: usize,
    pub(super) page_info: PageInfo,
    /// What may not be seen is null.
    pub(super) nodes: Vec<Option<Repository>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::sources::github) struct PageInfo {
    pub(in crate::sources::github) has_next_page: bool,
    pub(in crate::sources::github) end_cursor: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Repository {
    database_id: Option<u64>,
    name_with_owner: String,
    url: String,
    description: Option<String>,
    #[serde(default)]
    is_archived: bool,
    #[serde(default)]
    is_fork: bool,
    #[serde(default)]
    visibility: String,
    pushed_at: Option<String>,
    languages: Option<Nodes<Named>>,
    repository_topics: Option<Nodes<Topic>>,
    default_branch_ref: Option<Branch>,
}

#[derive(Debug, Deserialize)]
struct Nodes<T> {
    nodes: Vec<T>,
}

#[derive(Debug, Deserialize)]
struct Named {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Topic {
    topic: Named,
}

#[derive(Debug, Deserialize)]
struct Branch {
    name: String,
    target: Option<Target>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    oid: String,
    committed_date: Option<String>,
    author: Option<Author>,
}

#[derive(Debug, Deserialize)]
struct Author {
    name: Option<String>,
    user: Option<Login>,
}

#[derive(Debug, Deserialize)]
struct Login {
    login: String,
}

impl Repository {
    /// What is told of it; none where its number is missing, by which it is known again.
    pub(super) fn found(self) -> Option<FoundRepository> {
        let time = |time: Option<String>| parse_rfc3339(&time?);
        let (default_branch, target) = self.default_branch_ref.map(|branch| (branch.name, branch.target)).unzip();
        let head = target.flatten().map(|target| Head {
            commit: target.oid,
            committed_at: time(target.committed_date),
            author: target.author.and_then(|author| author.user.map(|user| user.login).or(author.name)),
        });
        let topics = self.repository_topics.map(|topics| topics.nodes).unwrap_or_default();
        Some(FoundRepository {
            id: self.database_id?,
            name: self.name_with_owner,
            url: self.url,
            description: self.description,
            default_branch,
            head,
            archived: self.is_archived,
            fork: self.is_fork,
            visibility: self.visibility.to_ascii_lowercase(),
            topics: topics.into_iter().map(|topic| topic.topic.name).collect(),
            languages: self
                .languages
                .into_iter()
                .flat_map(|languages| languages.nodes)
                .map(|language| language.name)
                .collect(),
            pushed_at: time(self.pushed_at),
        })
    }
}
