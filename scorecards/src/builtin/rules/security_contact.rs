//! Has somebody to tell of a vulnerability. Documented in docs/rules/security-contact.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "security-contact".to_owned(),
        title: "Has somebody to tell of a vulnerability".to_owned(),
        weight: 20,
        expression: "size(owner.chat) > 0 || owner.email != null || size(owner.on_call) > 0 ||\n\
            size(links.chat) > 0 || size(links.project) > 0 || size(links.on_call) > 0"
            .to_owned(),
        pass_message: "{owner.email != null ? \"One can write to \" + owner.email + \".\" : \"One can turn to \" + \
            (owner.links + entity.links).filter(l, l.type in [\"chat\", \"project\", \
            \"on-call\"])[0].url}"
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some("owner.effective == null".to_owned()),
                message: "Nobody owns it, and it has no link to a chat channel, a tracker or a rota.".to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: Some("owner.ref != null && !owner.exists".to_owned()),
                message: "The owner {owner.ref} is not in the catalog, and there is no link to a chat channel, a \
                tracker or a rota."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
            FailureCase {
                when: None,
                message: "Neither it nor {owner.effective} says where to turn: no e-mail address, no chat channel, no \
                tracker, no rota."
                    .to_owned(),
                fix: FIX.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Say in the descriptor of the team where to turn, so that it counts for all that it owns:

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

or add a link of type `chat`, `project` or `on-call` to the entity itself. In a compass.yml links are under `links`,
with `type: CHAT_CHANNEL`, `PROJECT` or `ON_CALL`, and the owner is `ownerId`.";
