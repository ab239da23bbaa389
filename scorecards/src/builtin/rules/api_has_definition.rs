//! Has a definition. Documented in docs/rules/api-has-definition.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "api-has-definition".to_owned(),
        title: "Has a definition".to_owned(),
        weight: 30,
        expression: "api.defined".to_owned(),
        pass_message: "It has a definition.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(links.documentation) > 0".to_owned()),
                message: "It is documented at {links.documentation[0].url}, but has no definition that programs could \
                read."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase { when: None, message: "It has no definition.".to_owned(), fix: FIX.to_owned() },
        ],
        graduated: vec![GraduatedShare { when: "size(links.documentation) > 0".to_owned(), percent: 25 }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Put the definition, or a reference to its file, into the descriptor of the API:

```yaml
apiVersion: sextant.dev/v1
kind: API
metadata:
  name: orders-api
spec:
  type: openapi
  lifecycle: production
  owner: payments
  definition:
    $text: ./openapi.yaml
```

In a catalog-info.yaml it is the same. Files beside the descriptor are read with it, so that the catalog follows the
contract.";
