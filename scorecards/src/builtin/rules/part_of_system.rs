//! Is part of a system. Documented in docs/rules/part-of-system.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "part-of-system".to_owned(),
        title: "Is part of a system".to_owned(),
        weight: 5,
        expression: "entity.system != null".to_owned(),
        pass_message: "It is part of {entity.system}.".to_owned(),
        failures: vec![FailureCase { when: None, message: "It is part of no system.".to_owned(), fix: FIX.to_owned() }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Name the system that it belongs to:

```yaml
spec:
  system: online-ordering
```

and describe the system once, with its owner, whom all of its parts inherit:

```yaml
apiVersion: sextant.dev/v1
kind: System
metadata:
  name: online-ordering
spec:
  owner: checkout
```

A compass.yml has no field for it; a catalog-info.yaml beside it may say it, and both are merged.";
