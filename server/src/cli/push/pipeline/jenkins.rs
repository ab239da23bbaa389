//! Jenkins, with its git plugin. <https://plugins.jenkins.io/git/#plugin-content-environment-variables>

use super::system::System;

pub(super) const JENKINS: System = System {
    name: "Jenkins",
    mark: "JENKINS_URL",
    repository: &["{GIT_URL}", "{GIT_URL_1}"],
    // Of a multibranch pipeline's change, then of its branch; of any other job what was checked out.
    branch: &["{CHANGE_BRANCH}", "{BRANCH_NAME}", "{GIT_LOCAL_BRANCH}", "{GIT_BRANCH}"],
    branch_prefixes: &["origin/", "refs/heads/"],
    commit: &["{GIT_COMMIT}"],
    committed_at: &[],
    author: &["{GIT_AUTHOR_NAME} <{GIT_AUTHOR_EMAIL}>"],
    run_id: &["{BUILD_NUMBER}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_multibranch_pipeline_and_a_plain_job() {
        let job = [
            ("JENKINS_URL", "https://jenkins.example.com/"),
            ("GIT_URL", "git@git.example.com:acme/orders.git"),
            ("GIT_BRANCH", "origin/main"),
            ("GIT_COMMIT", "0a1b"),
            ("BUILD_NUMBER", "42"),
        ];
        let expected = "system: Jenkins\nrepository: git@git.example.com:acme/orders.git\nbranch: main\ncommit: 0a1b\n\
                        run_id: 42\n";
        assert_eq!(told(&job), expected);
        let change = [&job[..], &[("BRANCH_NAME", "PR-7"), ("CHANGE_BRANCH", "topic")]].concat();
        assert_eq!(told(&change), expected.replace("main", "topic"));
    }
}
