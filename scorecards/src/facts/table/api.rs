//! What an API promises.

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "api.defined",
        fact_type: FactType::Bool,
        group: FactGroup::Entity,
        description: "Whether it has a definition, here or referred to.",
        supplied_by: "the entity's descriptor: `spec.definition`",
        example: "api.defined",
        read: |asked| FactValue::Bool(asked.facts.around.contract().is_some()),
    },
    FactSpec {
        name: "api.read",
        fact_type: FactType::Bool,
        group: FactGroup::Entity,
        description: "Whether that definition could be read and offers something.",
        supplied_by: "the entity's descriptor: `spec.definition`",
        example: "!api.defined || api.read",
        read: |asked| FactValue::Bool(asked.facts.around.contract().is_some_and(|contract| contract.is_read)),
    },
    FactSpec {
        name: "api.operations",
        fact_type: FactType::Int,
        group: FactGroup::Entity,
        description: "Operations, messages or types that the definition offers; null where it has none that could be read.",
        supplied_by: "the entity's descriptor: `spec.definition`",
        example: "api.operations > 0",
        read: |asked| {
            asked
                .facts
                .around
                .contract()
                .filter(|contract| contract.is_read)
                .map_or(FactValue::Null, |contract| FactValue::Int(contract.operations.into()))
        },
    },
];
