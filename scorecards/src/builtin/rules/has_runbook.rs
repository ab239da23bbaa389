//! Has a runbook. Documented in docs/rules/has-runbook.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-runbook".to_owned(),
        title: "Has a runbook".to_owned(),
        weight: 10,
        level: Some("silver".to_owned()),
        expression: "size(links.runbook) > 0".to_owned(),
        pass_message: "The runbook is at {links.runbook[0].url}".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(links.documentation) > 0".to_owned()),
                message: "There is documentation ({links.documentation[0].url}), but no link to a runbook.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase { when: None, message: "There is no link to a runbook.".to_owned(), fix: FIX.to_owned() },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Write down how to see what is wrong, how to restart it, what may be switched off and whom else to call, and add a link
to it:

```yaml
metadata:
  links:
    - title: Runbook
      type: runbook
      url: https://handbook.example.com/runbooks/orders
```

A compass.yml has no type of link for it. Write the link into a `sextant.yaml` or catalog-info.yaml of the same
component beside it; both are merged.";
