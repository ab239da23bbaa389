//! Has an owner that can be reached. Documented in docs/rules/owner-reachable.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "owner-reachable".to_owned(),
        title: "Has an owner that can be reached".to_owned(),
        weight: 15,
        // The last part never holds: it makes the rule unknown where nothing is known of the owner.
        expression: "size(owner.chat) > 0 || owner.email != null || owner.members < 0".to_owned(),
        pass_message: "{owner.effective} can be reached at {size(owner.chat) > 0 ? owner.chat[0].url : \
            owner.email}."
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("size(owner.links) > 0".to_owned()),
                message: "{owner.effective} has links ({size(owner.links)}), but none to a chat channel, and no \
                e-mail address."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "{owner.effective} has neither a link to a chat channel nor an e-mail address.".to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Say in the descriptor of the team where to ask:

```yaml
apiVersion: sextant.dev/v1
kind: Group
metadata:
  name: payments
  links:
    - title: \"#payments\"
      type: chat
      url: https://chat.example.com/channels/payments
spec:
  type: team
  children: []
  profile:
    email: payments@example.com
```

In a catalog-info.yaml the fields are the same. Backstage itself gives `type` no meaning, so that it is often missing
there.";
