//! A repository as GitHub tells of it.

/// A repository as GitHub tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundRepository {
    /// It stays through renames and transfers.
    pub id: u64,
    /// `owner/name`.
    pub name: String,
    /// What people open.
    pub url: String,
    /// What it is said to be.
    pub description: Option<String>,
    /// The name of the default branch; none of an empty repository.
    pub default_branch: Option<String>,
    /// The commit at the head of that.
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
    /// The name without the owner.
    pub fn short_name(&self) -> &str {
        self.name.split_once('/').map_or(self.name.as_str(), |(_, name)| name)
    }
}
