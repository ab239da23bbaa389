//! The repository that it is described in, where a source sees one (docs/concepts/facts.md).

use catalog_schema::repository::RepositoryFacts;

use super::spec::{Asked, FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

/// Who tells of repositories.
const SOURCE: &str = "a source that sees the whole repository: a directory with a git clone in it, git, or a forge";

/// What is said of a repository that no source sees.
const UNSEEN: &str = "no source sees the repository that it is described in";

/// A fact of the repository, which is unknown where nobody sees it.
fn read<'a>(asked: &Asked<'a>, of: impl FnOnce(&'a RepositoryFacts) -> FactValue<'a>) -> FactValue<'a> {
    asked.facts.around.repository().map_or(FactValue::Unknown(UNSEEN.into()), of)
}

/// A file that is there or not.
macro_rules! file {
    ($name:literal, $field:ident, $description:literal, $supplied_by:literal) => {
        FactSpec {
            name: $name,
            fact_type: FactType::Text,
            group: FactGroup::Repository,
            description: $description,
            supplied_by: $supplied_by,
            example: concat!($name, " != null"),
            read: |asked| read(asked, |repository| FactValue::optional_text(repository.$field.as_deref())),
        }
    };
}

pub(super) static FACTS: &[FactSpec] = &[
    file!(
        "repository.readme",
        readme,
        "The path of its README, in the root, `.github/` or `docs/`; null without one.",
        "a file `README.md` in the repository, seen by a source that sees the whole repository"
    ),
    file!(
        "repository.licence",
        licence,
        "The path of the file that says who may use it, such as `LICENSE`; null without one.",
        "a file `LICENSE` in the repository, seen by a source that sees the whole repository"
    ),
    FactSpec {
        name: "repository.licence_id",
        fact_type: FactType::Text,
        group: FactGroup::Repository,
        description: "The SPDX identifier of that licence; null where it was not recognised.",
        supplied_by: "a file `LICENSE` in the repository with the text of a well-known licence",
        example: r#"repository.licence_id in ["MIT", "Apache-2.0"]"#,
        read: |asked| read(asked, |repository| FactValue::optional_text(repository.licence_id.as_deref())),
    },
    file!(
        "repository.codeowners",
        codeowners,
        "The path of its CODEOWNERS, where forges look for it; null without one.",
        "a file `CODEOWNERS` in the repository, seen by a source that sees the whole repository"
    ),
    FactSpec {
        name: "repository.ci",
        fact_type: FactType::TextMap,
        group: FactGroup::Repository,
        description: "What builds it, such as `GitHub Actions`, `GitLab CI` or `Jenkins`, with the path of the file that says so.",
        supplied_by: "a pipeline's file in the repository, seen by a source that sees the whole repository",
        example: "size(repository.ci) > 0",
        read: |asked| read(asked, |repository| FactValue::TextMap(&repository.ci)),
    },
    file!(
        "repository.changelog",
        changelog,
        "The path of the file that says what changed; null without one.",
        "a file `CHANGELOG.md` in the repository, seen by a source that sees the whole repository"
    ),
    file!(
        "repository.contributing",
        contributing,
        "The path of the file that says how to take part; null without one.",
        "a file `CONTRIBUTING.md` in the repository, seen by a source that sees the whole repository"
    ),
    file!(
        "repository.security_policy",
        security_policy,
        "The path of the file that says how to report a vulnerability; null without one.",
        "a file `SECURITY.md` in the repository, seen by a source that sees the whole repository"
    ),
    file!(
        "repository.dockerfile",
        dockerfile,
        "The path of a file that a container image is built from, the outermost; null without one.",
        "a `Dockerfile` in the repository, seen by a source that sees the whole repository"
    ),
    file!(
        "repository.tests",
        tests,
        "The path of a file that holds tests by the conventions of its language, the outermost; null without one.",
        "tests in the repository, seen by a source that sees the whole repository"
    ),
    FactSpec {
        name: "repository.language",
        fact_type: FactType::Text,
        group: FactGroup::Repository,
        description: "The language of the most files, by their endings; null where none is known.",
        supplied_by: SOURCE,
        example: r#"repository.language == "Rust""#,
        read: |asked| read(asked, |repository| FactValue::optional_text(repository.language.as_deref())),
    },
    FactSpec {
        name: "repository.languages",
        fact_type: FactType::AnyMap,
        group: FactGroup::Repository,
        description: "The share of each language among the files of known languages, in percent, rounded down.",
        supplied_by: SOURCE,
        example: r#"!("COBOL" in repository.languages)"#,
        read: |asked| read(asked, |repository| FactValue::AnyMap(&repository.languages)),
    },
    FactSpec {
        name: "repository.files",
        fact_type: FactType::Int,
        group: FactGroup::Repository,
        description: "How many files it has that are not empty.",
        supplied_by: SOURCE,
        example: "repository.files < 50000",
        read: |asked| read(asked, |repository| FactValue::Int(i64::try_from(repository.files).unwrap_or(i64::MAX))),
    },
    FactSpec {
        name: "repository.last_commit_at",
        fact_type: FactType::Moment,
        group: FactGroup::Repository,
        description: "When the last commit was made; null where the source knows no commits.",
        supplied_by: SOURCE,
        example: r#"within(repository.last_commit_at, "365d")"#,
        read: |asked| read(asked, |repository| repository.last_commit_at.map_or(FactValue::Null, FactValue::Moment)),
    },
    FactSpec {
        name: "repository.commit",
        fact_type: FactType::Text,
        group: FactGroup::Repository,
        description: "The commit that these facts are of; null where the source knows no commits.",
        supplied_by: SOURCE,
        example: "repository.commit != null",
        read: |asked| read(asked, |repository| FactValue::optional_text(repository.commit.as_deref())),
    },
    FactSpec {
        name: "repository.default_branch",
        fact_type: FactType::Text,
        group: FactGroup::Repository,
        description: "The default branch, or the one that is checked out where the source is a clone.",
        supplied_by: SOURCE,
        example: r#"repository.default_branch == "main""#,
        read: |asked| read(asked, |repository| FactValue::optional_text(repository.default_branch.as_deref())),
    },
    FactSpec {
        name: "repository.archived",
        fact_type: FactType::Bool,
        group: FactGroup::Repository,
        description: "Whether it is archived; unknown where the source cannot tell, as a clone cannot.",
        supplied_by: "a forge's source",
        example: "!repository.archived",
        read: |asked| {
            read(asked, |repository| match repository.archived {
                Some(archived) => FactValue::Bool(archived),
                None => FactValue::Unknown("a clone does not tell whether its repository is archived".into()),
            })
        },
    },
];
