//! Depends on at most 15 others. Documented in docs/rules/few-dependencies.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "few-dependencies".to_owned(),
        title: "Depends on at most 15 others".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 10,
        expression: "measures.dependencies <= 15".to_owned(),
        pass_message: "It depends on {measures.dependencies} directly, and 15 may be.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It depends on {measures.dependencies} directly, and 15 may be.".to_owned(),
            fix: FIX.to_owned(),
        }],
        graduated: vec![
            GraduatedShare { when: "measures.dependencies <= 20".to_owned(), percent: 66 },
            GraduatedShare { when: "measures.dependencies <= 30".to_owned(), percent: 33 },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Look at the list for what belongs together: several services of one team that are always asked one after the other may
offer one API, and several tasks in this component that need different things may be several components. What is not
asked any more, comes off the descriptor:

```yaml
spec:
  dependsOn:
    - component:default/checkout      # instead of cart, pricing, coupons, payments
```

In a compass.yml the field is `relationships.DEPENDS_ON`.";
