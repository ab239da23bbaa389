//! Says of which type it is. Documented in docs/rules/has-type.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-type".to_owned(),
        title: "Says of which type it is".to_owned(),
        kinds: ["Component", "API", "Resource"].map(str::to_owned).into(),
        weight: 10,
        expression: "entity.type != null".to_owned(),
        pass_message: "Its type is {entity.type}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It does not say of which type it is.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Say what sort of thing it is, in the word that your other descriptors use for it:

```yaml
spec:
  type: service      # or website, library, job; openapi, graphql; database, queue
```

In a compass.yml the field is `typeId`, such as `SERVICE`.";
