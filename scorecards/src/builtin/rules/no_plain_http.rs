//! Links to nothing that is not encrypted. Documented in docs/rules/no-plain-http.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "no-plain-http".to_owned(),
        title: "Links to nothing that is not encrypted".to_owned(),
        weight: 15,
        expression: "entity.links.all(l, !l.url.lowerAscii().startsWith(\"http://\"))".to_owned(),
        pass_message: "{size(entity.links) == 0 ? \"It has no links.\" : \"None of its links (\" + \
            string(size(entity.links)) + \") is plain http.\"}"
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Plain http: {entity.links.filter(l, l.url.lowerAscii().startsWith(\"http://\")).map(l, \
                l.url).join(\", \")}"
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Write `https` instead of `http`, and open the link once to see that it works:

```yaml
metadata:
  links:
    - title: Requests and errors
      type: dashboard
      url: https://grafana.example.com/d/orders
```

In a compass.yml links are under `links` at the top of the file. If the server does not offer https, that is the
finding: whoever sits between reads what is sent to it, passwords among it.";
