//! Says how long it stays. Documented in docs/rules/api-lifecycle-declared.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "api-lifecycle-declared".to_owned(),
        title: "Says how long it stays".to_owned(),
        weight: 10,
        expression: "entity.lifecycle != null".to_owned(),
        pass_message: "Its lifecycle is {entity.lifecycle}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It does not say in which lifecycle it is.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Say whether one can rely on it:

```yaml
spec:
  lifecycle: production      # or experimental, deprecated
```

In a catalog-info.yaml the field is the same, and Backstage requires it.";
