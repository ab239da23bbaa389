//! Builds on nothing shakier than itself. Documented in docs/rules/no-lifecycle-inversion.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "no-lifecycle-inversion".to_owned(),
        title: "Builds on nothing shakier than itself".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 10,
        expression: "!findings.exists(f, f.rule == \"lifecycle-inversion\" && f.is_subject)".to_owned(),
        pass_message: "It is not in production with something deprecated or experimental below it.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It is in production and builds on {dependencies.filter(d, d.lifecycle != null && \
                d.lifecycle != \"production\").map(d, d.ref).join(\", \")}, which is deprecated or \
                experimental."
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Move to what replaces the deprecated thing, or have the experiment promoted by its owners. If it is to stay for a
while, say until when and why; the finding counts as accepted until then:

```yaml
metadata:
  annotations:
    sextant.dev/accept-lifecycle-inversion: 'until 2027-01-31: the new accounts service is rolled out in January'
```

In a compass.yml dependencies are under `relationships.DEPENDS_ON`.";
