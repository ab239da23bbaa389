//! A repository as its host tells of it.

use crate::sources::remote::Repository;

/// A repository as its host tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRepository {
    /// It stays through renames and transfers.
    pub id: u64,
    /// `owner/name`, with as many groups before the name as there are.
    pub name: String,
    /// What people open.
    pub url: String,
    /// What it is said to be.
    pub description: Option<String>,
    /// The name of the default branch; none of an empty repository.
    pub default_branch: Option<String>,
    /// The commit at the head of that; none of an empty repository.
    pub head: Option<Head>,
    /// Nobody can change it any more.
    pub archived: bool,
    /// It was made from another one.
    pub fork: bool,
    /// `public`, `internal` or `private`.
    pub visibility: String,
    /// Its topics.
    pub topics: Vec<String>,
    /// Its languages, the one with most text first.
    pub languages: Vec<String>,
    /// When somebody last pushed, milliseconds since the Unix epoch.
    pub pushed_at: Option<i64>,
}

/// The commit at the head of a branch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub commit: String,
    /// When it was made, milliseconds since the Unix epoch.
    pub committed_at: Option<i64>,
    /// Who made it: the login, else the name.
    pub author: Option<String>,
}

impl FoundRepository {
    /// The name without what it is below.
    pub fn short_name(&self) -> &str {
        self.name.rsplit_once('/').map_or(self.name.as_str(), |(_, name)| name)
    }
}

impl From<FoundRepository> for Repository {
    fn from(found: FoundRepository) -> Self {
        Self {
            id: found.id.to_string(),
            private: found.visibility != "public",
            name: found.name,
            url: found.url,
            default_branch: found.default_branch,
            head: found.head.map(|head| head.commit),
            archived: found.archived,
            fork: found.fork,
            description: found.description,
            topics: found.topics,
            languages: found.languages,
            pushed_at: found.pushed_at,
        }
    }
}
