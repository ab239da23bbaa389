//! What a repository's files say of how it is kept.

use catalog_schema::repository::{RepositoryFacts, RepositoryFile};

use super::{Commit, Listing, Repository};

/// What is seen of a repository at a commit of which `listing` has all files. `archived` counts where whoever lists repositories
/// can tell. No file is read for it: a licence is known by the name of its file alone.
pub(super) fn facts(
    repository: &Repository,
    commit: &Commit,
    listing: &Listing,
    tells_archived: bool,
) -> RepositoryFacts {
    // A file whose size the listing keeps to itself counts as one with something in it.
    let files = listing.files().map(|file| RepositoryFile { path: &file.path, size: file.size.unwrap_or(1) });
    RepositoryFacts {
        commit: Some(commit.id.clone()),
        last_commit_at: commit.committed_at,
        default_branch: repository.default_branch.clone().or_else(|| commit.branch.clone()),
        archived: tells_archived.then_some(repository.archived),
        ..RepositoryFacts::of_files(files)
    }
}
