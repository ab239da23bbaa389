//! Documentation that lies in a repository beside a descriptor.

use serde::{Deserialize, Serialize};

/// A page of documentation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocPage {
    /// Relative to its repository, `/`-separated.
    pub path: String,
    /// Its first heading, else what mkdocs.yml calls it, else its file's name.
    pub title: String,
    /// What it says, without markup: a line for each heading and paragraph. Cut where it is long, and empty where the
    /// entity's pages say too much together (see [`crate::docs`]). Untrusted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}
