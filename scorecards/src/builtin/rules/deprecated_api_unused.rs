//! Is not needed in production any more if it is deprecated. Documented in docs/rules/deprecated-api-unused.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "deprecated-api-unused".to_owned(),
        title: "Is not needed in production any more if it is deprecated".to_owned(),
        weight: 10,
        expression: "entity.lifecycle.lowerAscii() != \"deprecated\" || !consumers.exists(c, c.lifecycle == \
            \"production\")"
            .to_owned(),
        pass_message: "{entity.lifecycle == \"deprecated\" ? \"It is deprecated, and nothing in production \
            consumes it.\" : \"It is not deprecated.\"}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It is deprecated, and still consumed in production by {consumers.filter(c, c.lifecycle == \
                \"production\").map(c, c.ref).join(\", \")}"
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Tell those who consume it what replaces it and until when; their owners are on the page of each. A consumer that has
moved takes it off its own descriptor:

```yaml
kind: Component
spec:
  consumesApis:
    - orders-api-v2      # instead of orders-api
```

If it stays after all, say so: `spec.lifecycle: production` in the descriptor of the API.";
