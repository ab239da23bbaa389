//! Has documentation that can be found. Documented in docs/rules/has-documentation.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-documentation".to_owned(),
        title: "Has documentation that can be found".to_owned(),
        kinds: ["Component", "API"].map(str::to_owned).into(),
        weight: 20,
        expression: "size(links.documentation) > 0 || api.defined ||\n\
            entity.annotations.exists(k, k in [\"backstage.io/techdocs-ref\", \
            \"backstage.io/techdocs-entity\"])"
            .to_owned(),
        pass_message: "{size(links.documentation) > 0 ? \"It is documented at \" + links.documentation[0].url : \
            api.defined ? \"Its definition documents it.\" : \"It is documented in TechDocs.\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(links.runbook) > 0".to_owned()),
                message: "There is a runbook, but no link to documentation.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: Some("size(entity.links) > 0".to_owned()),
                message: "None of its links ({size(entity.links)}) is one to documentation.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It has neither a link to documentation nor an annotation of TechDocs.".to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        graduated: vec![GraduatedShare { when: "size(links.runbook) > 0".to_owned(), percent: 25 }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add a link to where it is documented:

```yaml
metadata:
  links:
    - title: Handbook
      type: documentation
      url: https://docs.example.com/orders
```

In a catalog-info.yaml the annotation of TechDocs counts as well:

```yaml
metadata:
  annotations:
    backstage.io/techdocs-ref: dir:.
```

In a compass.yml it is an entry of `links` with `type: DOCUMENT`.";
