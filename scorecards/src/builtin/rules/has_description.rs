//! Has a description. Documented in docs/rules/has-description.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-description".to_owned(),
        title: "Has a description".to_owned(),
        weight: 20,
        expression: "entity.description != null && entity.description.trim() != \"\"".to_owned(),
        pass_message: "The description has {size(entity.description.trim())} characters.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("entity.description == null".to_owned()),
                message: "There is no description.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase { when: None, message: "The description is blank.".to_owned(), fix: FIX.to_owned() },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Say in a sentence or two what it does and for whom, in its descriptor:

```yaml
metadata:
  description: Takes orders from the website and the phone line and hands them to a kitchen.
```";
