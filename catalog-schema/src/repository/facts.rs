//! The facts of a repository.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ci, known, languages, licence};

/// A file as a source lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepositoryFile<'a> {
    /// Relative to the repository, `/`-separated.
    pub path: &'a str,
    /// In bytes. An empty file says nothing and counts as absent.
    pub size: u64,
}

/// What a source sees of a repository at one commit. Paths are relative to the repository.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RepositoryFacts {
    /// The commit that was looked at; none where the source does not know commits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// When that commit was made, in milliseconds since the Unix epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_commit_at: Option<i64>,
    /// The branch that counts: the default one, or the one that is checked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_branch: Option<String>,
    /// Whether it is archived, where the source can tell: git alone cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Files that are not empty.
    pub files: u64,
    /// The file that says what this is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readme: Option<String>,
    /// The file that says who may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The SPDX identifier of that licence, where it was recognised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence_id: Option<String>,
    /// The file that says who reviews what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codeowners: Option<String>,
    /// The file that says what changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changelog: Option<String>,
    /// The file that says how to take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributing: Option<String>,
    /// The file that says how to report a vulnerability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_policy: Option<String>,
    /// A file that a container image is built from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dockerfile: Option<String>,
    /// A file that holds tests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tests: Option<String>,
    /// What builds and tests it, such as `GitHub Actions`, with the file that says so.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ci: BTreeMap<String, String>,
    /// The share of each language among the files of known languages, in percent, rounded down.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub languages: BTreeMap<String, Value>,
    /// The language of the most files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl RepositoryFacts {
    /// What the files of a repository say, in whatever order they are listed. Commit, branch and the rest are the source's
    /// to add.
    pub fn of_files<'a>(files: impl IntoIterator<Item = RepositoryFile<'a>>) -> Self {
        let mut found = known::Found::default();
        let (mut ci, mut written, mut count) = (BTreeMap::<String, String>::new(), languages::Count::default(), 0);
        for RepositoryFile { path, .. } in files.into_iter().filter(|file| file.size > 0) {
            count += 1;
            found.look_at(path);
            written.add(path);
            if let Some(system) = ci::system_of(path) {
                let file = ci.entry(system.to_owned()).or_insert_with(|| path.to_owned());
                if path < file.as_str() {
                    path.clone_into(file);
                }
            }
        }
        let licence = found.take(known::Role::Licence);
        Self {
            files: count,
            licence_id: licence.as_deref().and_then(licence::by_name).map(str::to_owned),
            licence,
            readme: found.take(known::Role::Readme),
            codeowners: found.take(known::Role::Codeowners),
            changelog: found.take(known::Role::Changelog),
            contributing: found.take(known::Role::Contributing),
            security_policy: found.take(known::Role::SecurityPolicy),
            dockerfile: found.take(known::Role::Dockerfile),
            tests: found.take(known::Role::Tests),
            ci,
            language: written.first(),
            languages: written.shares(),
            ..Self::default()
        }
    }

    /// The files that it names.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let files = [
            &self.readme,
            &self.licence,
            &self.codeowners,
            &self.changelog,
            &self.contributing,
            &self.security_policy,
            &self.dockerfile,
            &self.tests,
        ];
        files.into_iter().filter_map(|file| file.as_deref()).chain(self.ci.values().map(String::as_str))
    }

    /// The file whose text would tell which licence it is, where its name does not.
    pub fn asks_for_licence(&self) -> Option<&str> {
        self.licence.as_deref().filter(|_| self.licence_id.is_none())
    }

    /// Recognises the licence by the text of its file.
    #[must_use]
    pub fn with_licence_text(mut self, text: &str) -> Self {
        if self.licence.is_some() && self.licence_id.is_none() {
            self.licence_id = licence::by_text(text).map(str::to_owned);
        }
        self
    }
}
