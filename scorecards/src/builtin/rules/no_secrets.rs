//! Gives no secrets away. Documented in docs/rules/no-secrets.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "no-secrets".to_owned(),
        title: "Gives no secrets away".to_owned(),
        weight: 20,
        expression: "[entity.annotations, entity.labels].all(m, m.all(k, size(m[k]) < 20 ||\n\
            !(m[k].substring(0, 4) in [\"AKIA\", \"AIza\", \"ghp_\", \"gho_\", \"ghs_\", \"ghr_\", \
            \"xoxb\", \"xoxp\", \"sk_l\"]\n\
            || m[k].contains(\"PRIVATE KEY-----\")))) &&\n\
            entity.links.all(l, !l.url.contains(\"@\") || !l.url.matches(\"://[^/?#@]*:[^/?#@]+@\"))"
            .to_owned(),
        pass_message: "Nothing in its annotations ({size(entity.annotations)}), labels ({size(entity.labels)}) and \
            links ({size(entity.links)}) looks like a key or a password."
            .to_owned(),
        failures: vec![
            FailureCase {
                when: Some(
                    "entity.links.exists(l, l.url.contains(\"@\") && l.url.matches(\"://[^/?#@]*:[^/?#@]+@\"))"
                        .to_owned(),
                ),
                message: "A link holds a user name and a password.".to_owned(),
                fix: PASSWORD.to_owned(),
            },
            FailureCase {
                when: None,
                message: "An annotation or a label holds what looks like a key.".to_owned(),
                fix: KEY.to_owned(),
            },
        ],
        ..RuleDefinition::default()
    }
}

const PASSWORD: &str = "\
Take the password out of the address, and change it where it is used: everybody who can read the catalog has seen it,
and the history of the repository keeps it.

```yaml
metadata:
  links:
    - title: Queue
      type: dashboard
      url: https://rabbit.example.com/      # not https://admin:password@rabbit.example.com/
```";

const KEY: &str = "\
Revoke the key: everybody who can read the catalog has seen it, and the history of the repository keeps it. Then take
it out of the descriptor. Where a tool needs to find a key, name the place where it is kept:

```yaml
metadata:
  annotations:
    vault.example.com/path: secret/shop/orders
```";
