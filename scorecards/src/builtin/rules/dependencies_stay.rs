//! Depends on nothing that may vanish while in production. Documented in docs/rules/dependencies-stay.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "dependencies-stay".to_owned(),
        title: "Depends on nothing that may vanish while in production".to_owned(),
        weight: 10,
        level: Some("gold".to_owned()),
        expression: "entity.lifecycle.lowerAscii() != \"production\" ||\n\
            dependencies.all(d, !(d.lifecycle in [\"deprecated\", \"experimental\"]))"
            .to_owned(),
        pass_message: "{entity.lifecycle == null || entity.lifecycle == \"production\" ? \"Nothing that it depends \
            on is deprecated or experimental.\" : \"It is not in production, but \" + entity.lifecycle \
            + \".\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("dependencies.exists(d, d.lifecycle == \"deprecated\")".to_owned()),
                message: "It is in production and depends on what is deprecated: {dependencies.filter(d, d.lifecycle \
                == \"deprecated\").map(d, d.ref).join(\", \")}"
                    .to_owned(),
                fix: DEPRECATED.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It is in production and depends on experiments: {dependencies.filter(d, d.lifecycle == \
                \"experimental\").map(d, d.ref).join(\", \")}"
                    .to_owned(),
                fix: EXPERIMENTAL.to_owned(),
            },
        ],
        graduated: vec![GraduatedShare {
            when: "dependencies.all(d, d.lifecycle != \"deprecated\")".to_owned(),
            percent: 50,
        }],
        ..RuleDefinition::default()
    }
}

const DEPRECATED: &str = "\
Find out from the owners what replaces it and when it is switched off, move there, and name the new one:

```yaml
spec:
  dependsOn:
    - component:default/accounts      # instead of component:default/guest-accounts
```

In a compass.yml the field is `relationships.DEPENDS_ON`. If it stays after all, its owners should say so with
`spec.lifecycle: production`.";

const EXPERIMENTAL: &str = "\
If it is an experiment no more, its owners should say so, with all that production asks of them:

```yaml
spec:
  lifecycle: production
```

If it is one, make sure that this component does without when it is gone, and agree with its owners that nobody else
may notice.";
