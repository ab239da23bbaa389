//! Has an owner. Documented in docs/rules/has-owner-in-effect.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-owner-in-effect".to_owned(),
        title: "Has an owner".to_owned(),
        weight: 10,
        level: Some("bronze".to_owned()),
        expression: "owner.effective != null".to_owned(),
        pass_message: "{owner.ref != null ? \"It is owned by \" + owner.ref + \".\" : \"It is owned by \" + \
            owner.effective + \", which it inherits.\"}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Nobody owns it: neither its descriptor nor its system, its domain or CODEOWNERS names an \
                owner."
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Name the team that answers for it in its descriptor, or in that of its system, which all of the system's parts
inherit:

```yaml
spec:
  owner: group:default/payments
```

In a compass.yml the field is `ownerId`.";
