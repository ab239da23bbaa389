//! Was changed within a year. Documented in docs/rules/still-maintained.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "still-maintained".to_owned(),
        title: "Was changed within a year".to_owned(),
        weight: 5,
        expression: "within(repository.last_commit_at, \"365d\")".to_owned(),
        pass_message: "The last commit is of {repository.last_commit_at}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "The last commit is of {repository.last_commit_at}, more than a year ago.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Build it with today's versions of what it needs, and commit what that takes: what nobody has built for a year cannot be
mended in a hurry. A bot keeps it so, such as Dependabot by `.github/dependabot.yml`:

```yaml
version: 2
updates:
  - package-ecosystem: cargo
    directory: /
    schedule:
      interval: monthly
```

If nobody is to change it any more, say so with `lifecycle: deprecated`, so that what depends on it can move away.";
