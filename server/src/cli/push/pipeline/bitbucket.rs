//! Bitbucket Pipelines. <https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/>

use super::system::System;

pub(super) const BITBUCKET: System = System {
    name: "Bitbucket Pipelines",
    mark: "BITBUCKET_BUILD_NUMBER",
    repository: &["{BITBUCKET_GIT_HTTP_ORIGIN}"],
    branch: &["{BITBUCKET_BRANCH}"],
    branch_prefixes: &[],
    commit: &["{BITBUCKET_COMMIT}"],
    committed_at: &[],
    author: &[],
    run_id: &["{BITBUCKET_BUILD_NUMBER}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_build() {
        let build = [
            ("BITBUCKET_BUILD_NUMBER", "42"),
            ("BITBUCKET_GIT_HTTP_ORIGIN", "http://bitbucket.org/acme/orders"),
            ("BITBUCKET_BRANCH", "main"),
            ("BITBUCKET_COMMIT", "0a1b"),
        ];
        let expected = "system: Bitbucket Pipelines\nrepository: http://bitbucket.org/acme/orders\nbranch: main\n\
                        commit: 0a1b\nrun_id: 42\n";
        assert_eq!(told(&build), expected);
    }
}
