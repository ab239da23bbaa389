//! Buildkite. <https://buildkite.com/docs/pipelines/configure/environment-variables>

use super::system::System;

pub(super) const BUILDKITE: System = System {
    name: "Buildkite",
    mark: "BUILDKITE",
    repository: &["{BUILDKITE_REPO}"],
    branch: &["{BUILDKITE_BRANCH}"],
    branch_prefixes: &[],
    // `HEAD` where a build was started without one; git knows then.
    commit: &["{BUILDKITE_COMMIT}"],
    committed_at: &[],
    author: &["{BUILDKITE_BUILD_AUTHOR} <{BUILDKITE_BUILD_AUTHOR_EMAIL}>"],
    run_id: &["{BUILDKITE_BUILD_NUMBER}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_build() {
        let build = [
            ("BUILDKITE", "true"),
            ("BUILDKITE_REPO", "git@github.com:acme/orders.git"),
            ("BUILDKITE_BRANCH", "main"),
            ("BUILDKITE_COMMIT", "0a1b"),
            ("BUILDKITE_BUILD_AUTHOR", "Ada"),
            ("BUILDKITE_BUILD_AUTHOR_EMAIL", "ada@example.com"),
            ("BUILDKITE_BUILD_NUMBER", "1514"),
        ];
        let expected = "system: Buildkite\nrepository: git@github.com:acme/orders.git\nbranch: main\ncommit: 0a1b\n\
                        author: Ada <ada@example.com>\nrun_id: 1514\n";
        assert_eq!(told(&build), expected);
    }
}
