//! Has a README. Documented in docs/rules/has-readme.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "has-readme".to_owned(),
        title: "Has a README".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 10,
        expression: "repository.readme != null".to_owned(),
        pass_message: "Its repository has {repository.readme}.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Its repository has no README in its root, .github/ or docs/.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add a `README.md` to the root of the repository: what it is, how to run it, how to test it, whom to ask. A screen of text
is enough:

```markdown
# Orders

Takes orders from the website. `make run` starts it at port 8080, `make test` tests it.
Questions: #team-checkout.
```

Where more is written elsewhere, lead there from the descriptor as well:

```yaml
metadata:
  links:
    - title: Handbook
      type: documentation
      url: https://docs.example.com/orders
```";
