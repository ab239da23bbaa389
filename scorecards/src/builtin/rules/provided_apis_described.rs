//! Describes the APIs that it provides. Documented in docs/rules/provided-apis-described.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "provided-apis-described".to_owned(),
        title: "Describes the APIs that it provides".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 10,
        expression: "provided_apis.all(a, a.exists)".to_owned(),
        pass_message: "{size(provided_apis) == 0 ? \"It provides no API.\" : \"In the catalog: \" + \
            provided_apis.map(a, a.ref).join(\", \")}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Not in the catalog: {provided_apis.filter(a, !a.exists).map(a, a.ref).join(\", \")}".to_owned(),
            fix: FIX.to_owned(),
        }],
        graduated: vec![GraduatedShare { when: "provided_apis.exists(a, a.exists)".to_owned(), percent: 50 }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Describe each API in a document of its own, in the same file if you like, separated by `---`:

```yaml
apiVersion: sextant.dev/v1
kind: API
metadata:
  name: orders-api
  description: Place an order, follow it, cancel it.
spec:
  type: openapi
  lifecycle: production
  owner: payments
  definition:
    $text: ./openapi.yaml
```

In a catalog-info.yaml it is the same document with `apiVersion: backstage.io/v1alpha1`. If the API is described
somewhere under another name, correct `spec.providesApis`.";
