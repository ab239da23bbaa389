//! Says under which licence it is. Documented in docs/rules/licence-declared.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "licence-declared".to_owned(),
        title: "Says under which licence it is".to_owned(),
        kinds: ["Component"].map(str::to_owned).into(),
        weight: 5,
        expression: "repository.licence != null".to_owned(),
        pass_message: "{repository.licence} says it{repository.licence_id != null ? \": \" + repository.licence_id : \
            \"\"}."
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "Its repository has no file that says who may use it.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Add a file `LICENSE` to the root of the repository with the whole text of the licence, from spdx.org/licenses. What is
nobody else's to use says that in the same place:

```text
Copyright (c) 2026 Example Ltd. All rights reserved. For use within Example Ltd.
```

A step of the pipeline keeps it there:

```yaml
- name: The licence is there
  run: test -s LICENSE
```";
