//! Says in which lifecycle it is. Documented in docs/rules/lifecycle-declared.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "lifecycle-declared".to_owned(),
        title: "Says in which lifecycle it is".to_owned(),
        weight: 10,
        level: Some("bronze".to_owned()),
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
Say whether others can rely on it:

```yaml
spec:
  lifecycle: production      # or experimental, deprecated
```

In a compass.yml the field is `fields.lifecycle`, such as `Active`. In a catalog-info.yaml it is `spec.lifecycle` as
well.";
