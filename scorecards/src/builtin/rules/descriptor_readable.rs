//! Is described by a file that can be read. Documented in docs/rules/descriptor-readable.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "descriptor-readable".to_owned(),
        title: "Is described by a file that can be read".to_owned(),
        weight: 5,
        expression: "!entity.stale".to_owned(),
        pass_message: "{entity.path} can be read.".to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "{entity.path} cannot be read any more; what is shown is what it said when it last could."
                .to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Look at the problems of the file on the page of its source, or check it where you edit it:

```console
$ sextant check catalog-info.yaml
```

Usually it is a tab or a missing quotation mark that makes the YAML invalid:

```yaml
metadata:
  description: \"Orders: taking, pricing, paying\"      # a colon and a space need quotation marks
```

`sextant check --fix` mends what can be mended without a decision.";
