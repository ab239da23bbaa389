//! Says who reviews changes. Documented in docs/rules/code-owners-declared.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "code-owners-declared".to_owned(),
        title: "Says who reviews changes".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 10,
        expression: "repository.codeowners != null".to_owned(),
        pass_message: "{repository.codeowners} says who reviews what.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Its repository has no CODEOWNERS where forges look for it.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add `.github/CODEOWNERS` (GitLab: `.gitlab/CODEOWNERS`) with the team that answers for everything, and who else answers
for a part:

```text
*          @example/payments
/deploy/   @example/platform
```

Let the forge require their review on the default branch. The descriptor names the same team:

```yaml
spec:
  owner: payments
```";
