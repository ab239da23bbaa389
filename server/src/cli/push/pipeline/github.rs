//! GitHub Actions. <https://docs.github.com/actions/reference/workflows-and-actions/variables>

use super::system::System;

pub(super) const GITHUB: System = System {
    name: "GitHub Actions",
    mark: "GITHUB_ACTIONS",
    repository: &["{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}"],
    // Of a pull request the branch that it comes from.
    branch: &["{GITHUB_HEAD_REF}", "{GITHUB_REF_NAME}"],
    branch_prefixes: &[],
    commit: &["{GITHUB_SHA}"],
    committed_at: &[],
    author: &[],
    run_id: &["{GITHUB_RUN_ID}.{GITHUB_RUN_ATTEMPT}", "{GITHUB_RUN_ID}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_push_and_a_pull_request() {
        let push = [
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_SERVER_URL", "https://github.com"),
            ("GITHUB_REPOSITORY", "acme/orders"),
            ("GITHUB_HEAD_REF", ""),
            ("GITHUB_REF_NAME", "main"),
            ("GITHUB_SHA", "0a1b"),
            ("GITHUB_RUN_ID", "1658821493"),
            ("GITHUB_RUN_ATTEMPT", "2"),
        ];
        let expected = "system: GitHub Actions\nrepository: https://github.com/acme/orders\nbranch: main\ncommit: 0a1b\n\
                        run_id: 1658821493.2\n";
        assert_eq!(told(&push), expected);
        let pull_request = push.map(|(name, value)| match name {
            "GITHUB_HEAD_REF" => (name, "topic"),
            "GITHUB_REF_NAME" => (name, "7/merge"),
            _ => (name, value),
        });
        assert_eq!(told(&pull_request), expected.replace("main", "topic"));
    }
}
