//! Has a description that says something. Documented in docs/rules/description-is-telling.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "description-is-telling".to_owned(),
        title: "Has a description that says something".to_owned(),
        weight: 15,
        expression: "size(entity.description.trim()) >= 30 &&\n\
            !entity.description.trim().lowerAscii().startsWith(\"todo\")"
            .to_owned(),
        pass_message: "The description has {size(entity.description.trim())} characters, and 30 are asked for."
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("entity.description.trim().lowerAscii().startsWith(\"todo\")".to_owned()),
                message: "The description is still to be written: {entity.description.trim()}".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: Some(
                    "entity.description.trim().lowerAscii() == entity.name.lowerAscii() || \
                entity.description.trim() == entity.title"
                        .to_owned(),
                ),
                message: "The description only repeats the name: {entity.description.trim()}".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "The description has {size(entity.description.trim())} characters, too few to say what it \
                is: {entity.description.trim()}"
                    .to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        graduated: vec![GraduatedShare {
            when: "size(entity.description.trim()) >= 15 && \
            !entity.description.trim().lowerAscii().startsWith(\"todo\")"
                .to_owned(),
            percent: 50,
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Say in a sentence or two what it does and for whom, in its descriptor:

```yaml
metadata:
  description: Takes orders from the website and the phone line and hands them to a kitchen.
```

In a compass.yml the field is `description`, at the top of the file.";
