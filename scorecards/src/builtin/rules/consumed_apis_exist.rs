//! Consumes only APIs that are described. Documented in docs/rules/consumed-apis-exist.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "consumed-apis-exist".to_owned(),
        title: "Consumes only APIs that are described".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 5,
        expression: "consumed_apis.all(a, a.exists)".to_owned(),
        pass_message: "{size(consumed_apis) == 0 ? \"It consumes no API.\" : \"In the catalog: \" + \
            consumed_apis.map(a, a.ref).join(\", \")}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It consumes what the catalog does not have: {consumed_apis.filter(a, !a.exists).map(a, \
                a.ref).join(\", \")}"
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        graduated: vec![GraduatedShare { when: "consumed_apis.exists(a, a.exists)".to_owned(), percent: 50 }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Correct the reference if it is a slip, or if the API was renamed; take it out if it is not called any more:

```yaml
spec:
  consumesApis: [orders-api]
```

In a catalog-info.yaml the field is the same. Otherwise ask those who provide the API to describe it, or describe it
for them: a document of `kind: API` with its owner.";
