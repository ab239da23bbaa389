//! Is built by a pipeline. Documented in docs/rules/built-by-ci.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "built-by-ci".to_owned(),
        title: "Is built by a pipeline".to_owned(),
        weight: 5,
        expression: "size(repository.ci) > 0".to_owned(),
        pass_message: "Files of pipelines: {repository.ci}".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Its repository has no file of a pipeline that is known.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add a pipeline that builds and tests every change. With GitHub Actions it is `.github/workflows/ci.yml`:

```yaml
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make test
```

GitLab CI (`.gitlab-ci.yml`), Jenkins (`Jenkinsfile`), CircleCI, Azure Pipelines and a dozen others are recognised by
their files in the same way.";
