//! Has people behind its owner. Documented in docs/rules/owner-has-members.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "owner-has-members".to_owned(),
        title: "Has people behind its owner".to_owned(),
        weight: 15,
        expression: "owner.members > 0".to_owned(),
        pass_message: "The catalog knows {owner.members == 1 ? \"one person\" : string(owner.members) + \" \
            people\"} in {owner.effective}."
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "The catalog knows nobody in {owner.effective}.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
If the team is there, say who is in it: in the descriptor of each person,

```yaml
apiVersion: sextant.dev/v1
kind: User
metadata:
  name: ana
spec:
  memberOf: [payments]
```

or in the descriptor of the team:

```yaml
apiVersion: sextant.dev/v1
kind: Group
metadata:
  name: payments
spec:
  type: team
  children: []
  members: [ana, ben]
```

Both are the same in a catalog-info.yaml. If the team was dissolved, name the one that took over in `spec.owner`.";
