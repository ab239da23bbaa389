//! Is owned by a team, not by one person. Documented in docs/rules/owner-is-team.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "owner-is-team".to_owned(),
        title: "Is owned by a team, not by one person".to_owned(),
        weight: 20,
        expression: "owner.kind.lowerAscii() != \"user\"".to_owned(),
        pass_message: "{owner.ref} is not one person, but a {owner.kind}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "The owner {owner.ref} is one person.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Hand it to the team that the person works in, in its descriptor:

```yaml
spec:
  owner: group:default/payments      # instead of user:default/ana
```

In a compass.yml the field is `ownerId`, and names a team in any case. If nobody else knows it, name the person among
the additional owners, which lists and pages show, too:

```yaml
spec:
  owner: group:default/payments
  additionalOwners: [user:default/ana]
```";
