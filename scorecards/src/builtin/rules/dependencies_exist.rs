//! Depends on nothing unknown. Documented in docs/rules/dependencies-exist.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "dependencies-exist".to_owned(),
        title: "Depends on nothing unknown".to_owned(),
        weight: 5,
        level: Some("silver".to_owned()),
        expression: "dependencies.all(d, d.exists)".to_owned(),
        pass_message: "{size(dependencies) == 0 ? \"It depends on nothing.\" : \"All that it depends on is in the \
            catalog (\" + string(size(dependencies)) + \").\"}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It depends on what the catalog does not have: {dependencies.filter(d, !d.exists).map(d, \
                d.ref).join(\", \")}"
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        graduated: vec![GraduatedShare { when: "dependencies.exists(d, d.exists)".to_owned(), percent: 50 }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Correct the reference in the descriptor if it is a slip, or if the thing was renamed; take it out if it is not needed
any more:

```yaml
spec:
  dependsOn:
    - resource:default/orders-db      # kind, namespace and name of what is meant
```

In a compass.yml the field is `relationships.DEPENDS_ON`. Otherwise describe what is missing:

```yaml
apiVersion: sextant.dev/v1
kind: Resource
metadata:
  name: orders-db
spec:
  type: database
  owner: payments
```";
