//! Has a dashboard. Documented in docs/rules/has-dashboard.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-dashboard".to_owned(),
        title: "Has a dashboard".to_owned(),
        weight: 10,
        level: Some("silver".to_owned()),
        expression: "size(links.dashboard) > 0 ||\n\
            entity.annotations.exists(k, k in [\"grafana/dashboard-selector\", \
            \"grafana/overview-dashboard\",\n\
            \"datadoghq.com/dashboard-url\", \"newrelic.com/dashboard-guid\"])"
            .to_owned(),
        pass_message: "{size(links.dashboard) > 0 ? \"The dashboard is at \" + links.dashboard[0].url : \"An \
            annotation names its dashboard.\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(entity.links) > 0".to_owned()),
                message: "None of its links ({size(entity.links)}) is one to a dashboard.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It has neither a link to a dashboard nor an annotation that names one.".to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add a link to the page with its traffic, errors and latencies:

```yaml
metadata:
  links:
    - title: Requests and errors
      type: dashboard
      url: https://grafana.example.com/d/orders
```

In a catalog-info.yaml an annotation counts as well:

```yaml
metadata:
  annotations:
    grafana/dashboard-selector: orders
```

In a compass.yml it is an entry of `links` with `type: DASHBOARD`.";
