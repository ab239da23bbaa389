//! Shares no database between teams. Documented in docs/rules/no-shared-database.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "no-shared-database".to_owned(),
        title: "Shares no database between teams".to_owned(),
        weight: 15,
        expression: "!findings.exists(f, f.rule == \"shared-database\")".to_owned(),
        pass_message: "{entity.kind == \"Resource\" ? \"Components of several teams do not use it side by side.\" \
            : \"It uses no database that other teams use directly.\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("findings.exists(f, f.rule == \"shared-database\" && f.is_subject)".to_owned()),
                message: "Several teams use it directly: {dependents.map(d, d.ref).join(\", \")}".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It uses a database that other teams use directly, one of {dependencies.filter(d, d.kind == \
                \"Resource\").map(d, d.ref).join(\", \")}."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Give the data one owner, and let the others ask for it through an API, a copy or events:

```yaml
# billing
spec:
  consumesApis: [orders-api]
  dependsOn: []                          # instead of resource:default/orders-db
```

If it is one thing, put it and all that use it into one team's hands. If it is to stay for a while, say until when and
why, in the descriptor of any of them:

```yaml
metadata:
  annotations:
    sextant.dev/accept-shared-database: 'until 2027-06-30: billing moves to the order stream'
```";
