//! Has source code that can be scanned. Documented in docs/rules/source-known.md.

use super::source;
use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "source-known".to_owned(),
        title: "Has source code that can be scanned".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 20,
        expression: source::IS_KNOWN.to_owned(),
        pass_message: source::WHERE.to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Neither a link nor an annotation says where its source code is.".to_owned(),
            fix: FIX.to_owned(),
        }],
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

In a catalog-info.yaml the annotation `github.com/project-slug: shop/orders` counts as well; in a compass.yml it is an
entry of `links` with `type: REPOSITORY`. For what was bought, link the page of the vendor's releases: that is where
its fixes come from.";
