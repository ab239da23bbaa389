//! Leads to its source code. Documented in docs/rules/has-repository.md.

use super::source;
use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-repository".to_owned(),
        title: "Leads to its source code".to_owned(),
        weight: 10,
        level: Some("bronze".to_owned()),
        expression: source::IS_KNOWN.to_owned(),
        pass_message: source::WHERE.to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(entity.links) > 0".to_owned()),
                message: "None of its links ({size(entity.links)}) is one to a repository.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It has neither a link to a repository nor an annotation that names one.".to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add a link to the repository:

```yaml
metadata:
  links:
    - title: Source
      type: repository
      url: https://git.example.com/shop/orders
```

In a catalog-info.yaml an annotation counts as well:

```yaml
metadata:
  annotations:
    github.com/project-slug: shop/orders
```

In a compass.yml it is an entry of `links` with `type: REPOSITORY`.";
