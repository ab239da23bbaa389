//! When a change was made, and by whom.

use crate::clock::now_ms;

/// When what a session brings was made: by the commit where there is one, else now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since the Unix epoch.
    pub at: i64,
    /// The commit's id.
    pub commit_id: Option<String>,
    /// The commit's author, `Name <address>`.
    pub author: Option<String>,
}

impl Moment {
    /// Whether a commit made the change.
    pub(super) fn is_of_a_commit(&self) -> bool {
        self.commit_id.is_some()
    }

    /// Now, by nobody that is known.
    pub fn now() -> Self {
        Self { at: now_ms(), commit_id: None, author: None }
    }
}
