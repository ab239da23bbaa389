//! Has a name that can be read at a glance. Documented in docs/rules/has-readable-name.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-readable-name".to_owned(),
        title: "Has a name that can be read at a glance".to_owned(),
        weight: 10,
        expression: "entity.title != null || size(entity.name) <= 30".to_owned(),
        pass_message: "It is shown as {entity.title != null ? entity.title : entity.name}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "The name {entity.name} has {size(entity.name)} characters, and there is no title to show \
                instead."
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Give it a title, which every list and page shows instead of the name; references go on using the name:

```yaml
metadata:
  name: prd-eu-west-1-checkout-order-intake-worker-v2
  title: Order intake worker
```

A compass.yml has one field for both, `name`: what is no valid name there becomes the title by itself.";
