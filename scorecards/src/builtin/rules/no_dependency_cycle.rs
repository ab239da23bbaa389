//! Does not depend on itself by way of others. Documented in docs/rules/no-dependency-cycle.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "no-dependency-cycle".to_owned(),
        title: "Does not depend on itself by way of others".to_owned(),
        weight: 25,
        expression: "!measures.in_cycle".to_owned(),
        pass_message: "Nothing that it depends on leads back to it.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("dependencies.exists(d, dependents.exists(e, e.ref == d.ref))".to_owned()),
                message: "It and {dependencies.filter(d, dependents.exists(e, e.ref == d.ref)).map(d, d.ref).join(\", \
                \")} depend on each other."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "One of the entities that it depends on ({dependencies.map(d, d.ref).join(\", \")}) leads \
                back to it."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
The page of the insights, and `GET /api/v1/graph/cycles`, name a small set of dependencies to cut. Let one side
publish an event instead of calling, move what both need into a third component, or merge them if they are one thing.
Then take the dependency off the descriptor:

```yaml
# payments
spec:
  dependsOn:
    - resource:default/order-events      # instead of component:default/orders, which depends on payments
```

In a compass.yml the field is `relationships.DEPENDS_ON`.";
