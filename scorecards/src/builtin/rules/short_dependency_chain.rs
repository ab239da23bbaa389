//! Stands on no long chain of dependencies. Documented in docs/rules/short-dependency-chain.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "short-dependency-chain".to_owned(),
        title: "Stands on no long chain of dependencies".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 5,
        expression: "measures.depth <= 8".to_owned(),
        pass_message: "The longest chain of dependencies below it has {measures.depth == 1 ? \"one step\" : \
            string(measures.depth) + \" steps\"}."
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "The longest chain of dependencies below it has {measures.depth} steps, and 8 may be.".to_owned(),
            fix: FIX.to_owned(),
        }],
        graduated: vec![GraduatedShare { when: "measures.depth <= 12".to_owned(), percent: 50 }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Look at the chain on its page under Dependencies, and cut where one asks another only to pass on what a third one
knows: ask the third one directly, or let it publish what it knows as events.

```yaml
spec:
  dependsOn:
    - resource:default/price-changes      # instead of component:default/pricing, which asks four others
```

In a compass.yml the field is `relationships.DEPENDS_ON`.";
