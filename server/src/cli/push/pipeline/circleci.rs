//! CircleCI. <https://circleci.com/docs/reference/variables/>

use super::system::System;

pub(super) const CIRCLECI: System = System {
    name: "CircleCI",
    mark: "CIRCLECI",
    repository: &["{CIRCLE_REPOSITORY_URL}"],
    branch: &["{CIRCLE_BRANCH}"],
    branch_prefixes: &[],
    commit: &["{CIRCLE_SHA1}"],
    committed_at: &[],
    author: &[],
    run_id: &["{CIRCLE_BUILD_NUM}"],
};

#[cfg(test)]
mod tests {
    use crate::cli::push::pipeline::system::told;

    #[test]
    fn a_build() {
        let build = [
            ("CIRCLECI", "true"),
            ("CIRCLE_REPOSITORY_URL", "git@github.com:acme/orders.git"),
            ("CIRCLE_BRANCH", "main"),
            ("CIRCLE_SHA1", "0a1b"),
            ("CIRCLE_BUILD_NUM", "42"),
        ];
        let expected =
            "system: CircleCI\nrepository: git@github.com:acme/orders.git\nbranch: main\ncommit: 0a1b\nrun_id: 42\n";
        assert_eq!(told(&build), expected);
    }
}
