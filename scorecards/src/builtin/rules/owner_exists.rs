//! Has an owner that exists. Documented in docs/rules/owner-exists.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "owner-exists".to_owned(),
        title: "Has an owner that exists".to_owned(),
        weight: 40,
        expression: "owner.ref != null && owner.exists".to_owned(),
        pass_message: "Owned by {owner.ref}, which is in the catalog.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("owner.ref == null".to_owned()),
                message: "No owner is declared.".to_owned(),
                fix: NO_OWNER.to_owned(),
            },
            FailureCase {
                when: None,
                message: "The owner {owner.ref} is not in the catalog.".to_owned(),
                fix: UNKNOWN_OWNER.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const NO_OWNER: &str = "\
Name the team that answers for it in its descriptor:

```yaml
spec:
  owner: group:default/payments
```

In a compass.yml the field is `ownerId`.";

const UNKNOWN_OWNER: &str = "\
Either correct `spec.owner` to a team or person that the catalog has, or describe that team:

```yaml
apiVersion: sextant.dev/v1
kind: Group
metadata:
  name: payments
spec:
  type: team
  children: []
```

If the team is described somewhere already, the source that holds it may not be configured, may have failed, or may not \
be allowed to bring teams: see the sources page.";
