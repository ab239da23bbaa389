//! Is provided by a component. Documented in docs/rules/api-has-provider.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "api-has-provider".to_owned(),
        title: "Is provided by a component".to_owned(),
        weight: 20,
        expression: "providers.exists(p, p.exists)".to_owned(),
        pass_message: "It is provided by {providers.filter(p, p.exists).map(p, p.ref).join(\", \")}.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(providers) > 0".to_owned()),
                message: "Its provider {providers.map(p, p.ref).join(\", \")} is not in the catalog.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "No component says that it provides it.".to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Name the API in the descriptor of the component that serves it:

```yaml
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: orders
spec:
  type: service
  lifecycle: production
  owner: payments
  providesApis: [orders-api]
```

In a catalog-info.yaml it is the same. If another company serves it, describe that as a component as well, with the
team that looks after it as the owner.";
