//! Is owned by at least two people. Documented in docs/rules/team-of-two.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "team-of-two".to_owned(),
        title: "Is owned by at least two people".to_owned(),
        weight: 5,
        level: Some("gold".to_owned()),
        expression: "owner.members >= 2".to_owned(),
        pass_message: "The catalog knows {owner.members} people in {owner.effective}.".to_owned(),
        failures: vec![
            FailureCase {
                when: Some("owner.members == 0".to_owned()),
                message: "The catalog knows nobody in {owner.effective}.".to_owned(),
                fix: PEOPLE.to_owned(),
            },
            FailureCase {
                when: Some("owner.effective.startsWith(\"user:\")".to_owned()),
                message: "It is owned by one person, {owner.effective}.".to_owned(),
                fix: ONE_PERSON.to_owned(),
            },
            FailureCase {
                when: None,
                message: "The catalog knows one person in {owner.effective}, and one is not enough to take turns."
                    .to_owned(),
                fix: PEOPLE.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const PEOPLE: &str = "\
Say who is in the team, in the descriptor of each person:

```yaml
apiVersion: sextant.dev/v1
kind: User
metadata:
  name: ana
spec:
  memberOf: [payments]
```

or all at once under `spec.members` of the team. In a catalog-info.yaml it is the same. If there is only one person
indeed, hand the component to the team around them.";

const ONE_PERSON: &str = "\
Hand it to a team that the person is in, so that somebody else can be called, too:

```yaml
spec:
  owner: group:default/payments
```

In a compass.yml the field is `ownerId`.";
