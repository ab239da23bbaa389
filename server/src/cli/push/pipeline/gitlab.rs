//! GitLab CI. <https://docs.gitlab.com/ci/variables/predefined_variables/>

use super::system::System;

pub(super) const GITLAB: System = System {
    name: "GitLab CI",
    mark: "GITLAB_CI",
    repository: &["{CI_PROJECT_URL}"],
    branch: &["{CI_MERGE_REQUEST_SOURCE_BRANCH_NAME}", "{CI_COMMIT_BRANCH}", "{CI_COMMIT_REF_NAME}"],
    branch_prefixes: &[],
    commit: &["{CI_COMMIT_SHA}"],
    committed_at: &["{CI_COMMIT_TIMESTAMP}"],
    author: &["{CI_COMMIT_AUTHOR}"],
    run_id: &["{CI_PIPELINE_ID}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_branch_and_a_merge_request() {
        let branch = [
            ("GITLAB_CI", "true"),
            ("CI_PROJECT_URL", "https://gitlab.example.com/acme/shop/orders"),
            ("CI_COMMIT_BRANCH", "main"),
            ("CI_COMMIT_REF_NAME", "main"),
            ("CI_COMMIT_SHA", "0a1b"),
            ("CI_COMMIT_TIMESTAMP", "2027-01-31T09:30:00+01:00"),
            ("CI_COMMIT_AUTHOR", "Ada <ada@example.com>"),
            ("CI_PIPELINE_ID", "1000"),
        ];
        let expected = "system: GitLab CI\nrepository: https://gitlab.example.com/acme/shop/orders\nbranch: main\n\
                        commit: 0a1b\ncommitted_at: 2027-01-31T09:30:00+01:00\nauthor: Ada <ada@example.com>\nrun_id: 1000\n";
        assert_eq!(told(&branch), expected);
        let merge_request = branch.map(|(name, value)| match name {
            "CI_COMMIT_BRANCH" => ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "topic"),
            _ => (name, value),
        });
        assert_eq!(told(&merge_request), expected.replace("main", "topic"));
    }
}
