//! Says how critical it is. Documented in docs/rules/tier-declared.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "tier-declared".to_owned(),
        title: "Says how critical it is".to_owned(),
        weight: 10,
        level: Some("bronze".to_owned()),
        expression: "entity.tier != null".to_owned(),
        pass_message: "It is of tier {entity.tier}.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("measures.dependents > 0".to_owned()),
                message: "It has no tier, and {measures.dependents == 1 ? \"one entity depends\" : \
                string(measures.dependents) + \" entities depend\"} on it directly."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase { when: None, message: "It has no tier.".to_owned(), fix: FIX.to_owned() },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Agree with those who depend on it how soon it has to be back, and say so:

```yaml
spec:
  tier: 2      # 1: customers notice within minutes … 4: nobody notices for days
```

In a compass.yml the field is `fields.tier`; in a catalog-info.yaml it is `spec.tier` as well, which Backstage passes
over.";
