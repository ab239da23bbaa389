//! Azure Pipelines. <https://learn.microsoft.com/azure/devops/pipelines/build/variables>

use super::system::System;

pub(super) const AZURE: System = System {
    name: "Azure Pipelines",
    mark: "TF_BUILD",
    repository: &["{BUILD_REPOSITORY_URI}"],
    branch: &["{SYSTEM_PULLREQUEST_SOURCEBRANCH}", "{BUILD_SOURCEBRANCH}"],
    branch_prefixes: &["refs/heads/", "refs/tags/"],
    commit: &["{BUILD_SOURCEVERSION}"],
    committed_at: &[],
    author: &[],
    run_id: &["{BUILD_BUILDID}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_branch_and_a_pull_request() {
        let branch = [
            ("TF_BUILD", "True"),
            ("BUILD_REPOSITORY_URI", "https://acme@dev.azure.com/acme/shop/_git/orders"),
            ("BUILD_SOURCEBRANCH", "refs/heads/release/1"),
            ("BUILD_SOURCEVERSION", "0a1b"),
            ("BUILD_BUILDID", "77"),
        ];
        let expected = "system: Azure Pipelines\nrepository: https://acme@dev.azure.com/acme/shop/_git/orders\n\
                        branch: release/1\ncommit: 0a1b\nrun_id: 77\n";
        assert_eq!(told(&branch), expected);
        let pull_request = [&branch[..], &[("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/topic")]].concat();
        assert_eq!(told(&pull_request), expected.replace("release/1", "topic"));
    }
}
