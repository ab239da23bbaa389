//! What discovery says of a repository.

use serde::{Deserialize, Serialize};

/// A repository, or what stands for one: the unit that is read as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Repository {
    /// Its id where it is: it stays when the repository gets another name. Its address where there is no such id.
    pub id: String,
    /// What it is called, such as `owner/name`.
    pub name: String,
    /// Its address, without anything secret: the location's address.
    pub url: String,
    /// The branch that is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_branch: Option<String>,
    /// The commit at which the branch stands, where discovery knows it: a repository that was read there is not asked for.
    #[serde(skip)]
    pub head: Option<String>,
    /// Nobody changes it any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// It is a copy of another one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fork: bool,
    /// Not everybody may see it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// What it is about, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What its owners tag it with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The languages that it is written in, the most used first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// When somebody last pushed to it, milliseconds since the Unix epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pushed_at: Option<i64>,
}

/// The repositories that a source reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// Each once.
    pub repositories: Vec<Repository>,
    /// Why these may not be all, a sentence each. Where something is wrong, no repository counts as gone.
    pub problems: Vec<String>,
}

/// How far a repository has been read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Of which branch.
    pub branch: Option<String>,
    /// Up to which commit.
    pub commit: Option<String>,
    /// The `ETag` of what was read.
    pub etag: Option<String>,
}
