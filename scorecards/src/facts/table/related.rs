//! The entities around it, with what they say of themselves.

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::Related;
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "dependencies",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "What hits it directly when it fails: what it depends on, who provides the APIs that it consumes, what it is part of as a subcomponent.",
        supplied_by: "the entity's descriptor: `spec.dependsOn`, `spec.consumesApis`",
        example: r#"dependencies.all(d, d.lifecycle != "deprecated")"#,
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Dependencies)),
    },
    FactSpec {
        name: "dependents",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "What it hits directly when it fails.",
        supplied_by: "the descriptors of who depends on it",
        example: "size(dependents) == 0 || entity.tier != null",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Dependents)),
    },
    FactSpec {
        name: "provided_apis",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "The APIs that it provides.",
        supplied_by: "the entity's descriptor: `spec.providesApis`",
        example: "provided_apis.all(a, a.exists)",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::ProvidedApis)),
    },
    FactSpec {
        name: "consumed_apis",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "The APIs that it consumes.",
        supplied_by: "the entity's descriptor: `spec.consumesApis`",
        example: r#"consumed_apis.all(a, a.lifecycle != "deprecated")"#,
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::ConsumedApis)),
    },
    FactSpec {
        name: "providers",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "Who provides it, an API.",
        supplied_by: "the descriptor of the component that provides it: `spec.providesApis`",
        example: "size(providers) > 0",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Providers)),
    },
    FactSpec {
        name: "consumers",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "Who consumes it, an API.",
        supplied_by: "the descriptors of who consumes it: `spec.consumesApis`",
        example: "size(consumers) > 0",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Consumers)),
    },
    FactSpec {
        name: "parts",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "What is part of it: a system's components, a domain's systems.",
        supplied_by: "the descriptors of its parts: `spec.system`",
        example: "size(parts) > 0",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Parts)),
    },
    FactSpec {
        name: "members",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "Who is a member of it, a team.",
        supplied_by: "the descriptors of people: `spec.memberOf`",
        example: "size(members) > 0",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Members)),
    },
    FactSpec {
        name: "owned",
        fact_type: FactType::EntityList,
        group: FactGroup::Related,
        description: "What names it as its owner.",
        supplied_by: "the descriptors of what it owns: `spec.owner`",
        example: "size(owned) > 0",
        read: |asked| FactValue::Entities(asked.facts.around.related(Related::Owned)),
    },
];

/// The relation that a fact lists the far side of.
pub(super) fn relation(fact: &str) -> Option<Related> {
    Some(match fact {
        "dependencies" => Related::Dependencies,
        "dependents" => Related::Dependents,
        "provided_apis" => Related::ProvidedApis,
        "consumed_apis" => Related::ConsumedApis,
        "providers" => Related::Providers,
        "consumers" => Related::Consumers,
        "parts" => Related::Parts,
        "members" => Related::Members,
        "owned" => Related::Owned,
        _ => return None,
    })
}
