//! What is known of the commit: from flags, from the variables of the system that runs the pipeline, and from git.

mod azure;
mod bitbucket;
mod buildkite;
mod circleci;
mod git;
mod github;
mod gitlab;
mod jenkins;
mod said;
mod system;

pub(super) use said::Said;
