//! Has a definition that offers something. Documented in docs/rules/api-definition-offers-something.md.

use crate::definition::{FailureCase, RuleDefinition};

pub(in crate::builtin) fn rule() -> RuleDefinition {
    RuleDefinition {
        id: "api-definition-offers-something".to_owned(),
        title: "Has a definition that offers something".to_owned(),
        weight: 20,
        expression: "api.operations > 0".to_owned(),
        pass_message: "The definition offers {api.operations == 1 ? \"one operation, message or type\" : \
            string(api.operations) + \" operations, messages and types\"}."
            .to_owned(),
        failures: vec![FailureCase {
            when: None,
            message: "The definition was read, and no operation, message or type was found in it.".to_owned(),
            fix: FIX.to_owned(),
        }],
        ..RuleDefinition::default()
    }
}

const FIX: &str = "\
Look whether the definition is the right file, and whole. What is read is OpenAPI (and Swagger), AsyncAPI, GraphQL's
schema language and Protocol Buffers; the least that an OpenAPI document offers is one operation:

```yaml
spec:
  type: openapi
  definition: |
    openapi: 3.1.0
    info: {title: Orders, version: 1.0.0}
    paths:
      /orders:
        post:
          operationId: placeOrder
          responses:
            '201': {description: The order is accepted.}
```";
