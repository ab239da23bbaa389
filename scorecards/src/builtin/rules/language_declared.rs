//! Says what it is written in. Documented in docs/rules/language-declared.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "language-declared".to_owned(),
        title: "Says what it is written in".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 10,
        expression: "entity.language != null".to_owned(),
        pass_message: "It is written in {entity.language}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "It does not say what it is written in.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Name the language that most of it is written in:

```yaml
spec:
  language: kotlin
```

In a catalog-info.yaml it is `spec.language` as well, which Backstage passes over. In a compass.yml it is a label:

```yaml
labels:
  - language:kotlin
```";
