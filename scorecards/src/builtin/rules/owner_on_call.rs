//! Has an owner on call if it is critical. Documented in docs/rules/owner-on-call.md.

use crate::definition::{FailureCase, GraduatedShare, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "owner-on-call".to_owned(),
        title: "Has an owner on call if it is critical".to_owned(),
        kinds: ["Component", "Resource"].map(str::to_owned).into(),
        weight: 10,
        expression: "size(owner.on_call) > 0 || entity.tier > 2".to_owned(),
        pass_message: "{size(owner.on_call) > 0 ? \"Who is on call for \" + owner.effective + \": \" + \
            owner.on_call[0].url : \"Tier \" + string(entity.tier) + \" needs nobody on call.\"}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("owner.effective == null".to_owned()),
                message: "It is of tier {entity.tier}, and nobody owns it who could be on call.".to_owned(),
                fix: TEAM.to_owned(),
            },
            FailureCase {
                when: Some("size(links.on_call) > 0".to_owned()),
                message: "It is of tier {entity.tier} and has a link of its own to who is on call, but \
                {owner.effective} has none."
                    .to_owned(),
                fix: ONCALL.to_owned(),
            },
            FailureCase {
                when: None,
                message: "It is of tier {entity.tier}, and {owner.effective} has no link to who is on call.".to_owned(),
                fix: ONCALL.to_owned(),
            },
        ],
        graduated: vec![GraduatedShare { when: "size(links.on_call) > 0".to_owned(), percent: 50 }],
        ..RuleDefinition::default()
    }
}

const TEAM: &str = "\
Name the team that answers for it in its descriptor:

```yaml
spec:
  owner: group:default/payments
```

In a compass.yml the field is `ownerId`.";

const ONCALL: &str = "\
Add the rota to the descriptor of the team, so that it counts for all that the team runs:

```yaml
apiVersion: sextant.dev/v1
kind: Group
metadata:
  name: payments
  links:
    - title: Payments rota
      type: on-call
      url: https://oncall.example.com/rotas/payments
spec:
  type: team
  children: []
```

If it is not that critical, say so: `spec.tier: 3` in its descriptor, `fields.tier: 3` in a compass.yml.";
