//! Is as critical as what depends on it. Documented in docs/rules/no-tier-inversion.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "no-tier-inversion".to_owned(),
        title: "Is as critical as what depends on it".to_owned(),
        weight: 15,
        expression: "!findings.exists(f, f.rule == \"tier-inversion\" && f.is_subject)".to_owned(),
        pass_message: "Nothing that is more critical depends on it.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It is of tier {entity.tier}, and what is more critical depends on it: {dependents.filter(d, \
                d.tier != null && d.tier < entity.tier).map(d, d.ref).join(\", \")}"
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Either give it the tier that it has in truth, with all that its tier asks of you:

```yaml
spec:
  tier: 1
```

In a compass.yml the field is `fields.tier`. Or, if those who depend on it do well without it, they say so in their
descriptors:

```yaml
spec:
  dependsOn:
    - ref: component:default/recommendations
      criticality: soft
```";
