//! Is owned by those who provide it. Documented in docs/rules/api-owned-by-provider.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "api-owned-by-provider".to_owned(),
        title: "Is owned by those who provide it".to_owned(),
        weight: 10,
        expression: "providers.all(p, !p.exists || p.owner == owner.effective || size(owner.effective) == 0)"
            .to_owned(),
        pass_message: "{providers.exists(p, p.exists) ? \"It belongs to those who provide it.\" : \"Nothing that \
            the catalog has provides it.\"}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It belongs to {owner.effective}, and what provides it does not: {providers.filter(p, \
                p.exists && p.owner != owner.effective).map(p, p.ref).join(\", \")}"
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Decide who answers for the contract, and name the same team in both descriptors:

```yaml
kind: API
spec:
  owner: payments
---
kind: Component
spec:
  owner: payments
  providesApis: [orders-api]
```

An API and a component without an owner take that of their `spec.system`, so that it is enough to name it there.";
