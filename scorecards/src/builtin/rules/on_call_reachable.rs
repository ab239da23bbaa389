//! Leads to who is on call. Documented in docs/rules/on-call-reachable.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "on-call-reachable".to_owned(),
        title: "Leads to who is on call".to_owned(),
        weight: 10,
        level: Some("silver".to_owned()),
        expression: "size(links.on_call) > 0 || size(owner.on_call) > 0 || entity.tier == 4 ||\n\
            entity.annotations.exists(k, k.startsWith(\"pagerduty.com/\") || \
            k.startsWith(\"opsgenie.com/\") ||\n\
            k.startsWith(\"victorops.com/\") || k.startsWith(\"splunk.com/on-call\") || \
            k.startsWith(\"xmatters.com/\"))"
            .to_owned(),
        pass_message: "{size(links.on_call) > 0 ? \"Who is on call: \" + links.on_call[0].url : \
            size(owner.on_call) > 0 ? \"Who is on call for \" + owner.effective + \": \" + \
            owner.on_call[0].url : entity.tier == 4 ? \"Tier 4 needs nobody on call.\" : \"An \
            annotation says who is on call.\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("owner.effective == null".to_owned()),
                message: "It has no link to who is on call, and nobody owns it who could be.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "Neither it nor {owner.effective} has a link to who is on call.".to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add the rota, best to the descriptor of the team, so that it counts for all that the team runs; or to that of the
component, if it has one of its own:

```yaml
metadata:
  links:
    - title: Payments rota
      type: on-call
      url: https://oncall.example.com/rotas/payments
```

In a catalog-info.yaml an annotation counts as well:

```yaml
metadata:
  annotations:
    pagerduty.com/service-id: PX4T2QA
```

In a compass.yml it is an entry of `links` with `type: ON_CALL`.";
