//! What git says of a commit of the working tree.

use std::path::Path;

use super::said::Said;
use crate::sources::git_history::{CommitFacts, checked_out_branch};

/// The branch that is checked out, and what git says of this commit, or of the one that is checked out where none is known.
/// Nothing where there is no git, or no such commit.
pub(super) fn said(root: &Path, commit: Option<&str>) -> Said {
    let branch = checked_out_branch(root);
    let Some(facts) = CommitFacts::of(root, commit) else { return Said { branch, ..Said::default() } };
    let CommitFacts { id, committed_at, author } = facts;
    Said { branch, commit: Some(id), committed_at: Some(committed_at), author: Some(author), ..Said::default() }
}
