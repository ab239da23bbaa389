//! Is of tier 1 if it is a hub. Documented in docs/rules/hub-is-tier-1.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "hub-is-tier-1".to_owned(),
        title: "Is of tier 1 if it is a hub".to_owned(),
        weight: 10,
        expression: "entity.tier == 1 || !findings.exists(f, f.rule == \"hub\" && f.is_subject)".to_owned(),
        pass_message: "{entity.tier == 1 ? \"It is of tier 1.\" : \"It is no hub; direct dependents: \" + \
            string(measures.dependents) + \".\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("entity.tier == null".to_owned()),
                message: "It is a hub with {measures.dependents} direct dependents, and has no tier.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It is a hub with {measures.dependents} direct dependents, and of tier {entity.tier}."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Give it the tier that it has in truth, with all that this tier asks of you:

```yaml
spec:
  tier: 1
```

In a compass.yml the field is `fields.tier`. Then find out which of its tasks the dependents need, and whether it can
be split by them, or be made one that they do without for a while.";
