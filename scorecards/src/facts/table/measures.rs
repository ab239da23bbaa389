//! How it hangs together with others (docs/concepts/measures.md).

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[
    FactSpec {
        name: "measures.dependents",
        fact_type: FactType::Int,
        group: FactGroup::Measures,
        description: "How many entities are hit directly when this one fails; never null.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "measures.dependents < 50",
        read: |asked| FactValue::Int(asked.facts.around.measures().dependents.into()),
    },
    FactSpec {
        name: "measures.dependencies",
        fact_type: FactType::Int,
        group: FactGroup::Measures,
        description: "How many entities hit this one directly when they fail; never null.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "measures.dependencies <= 20",
        read: |asked| FactValue::Int(asked.facts.around.measures().dependencies.into()),
    },
    FactSpec {
        name: "measures.instability",
        fact_type: FactType::Int,
        group: FactGroup::Measures,
        description: "The share of dependencies among dependents and dependencies, 0 to 100 percent; null where there are neither.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "measures.instability == null || measures.instability < 90",
        read: |asked| {
            asked.facts.around.measures().instability.map_or(FactValue::Null, |percent| FactValue::Int(percent.into()))
        },
    },
    FactSpec {
        name: "measures.reach",
        fact_type: FactType::Int,
        group: FactGroup::Survey,
        description: "How many entities are hit when it fails, directly or not.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "measures.reach < 1000 || entity.tier == 1",
        read: |asked| match asked.facts.around.transitive() {
            Some(measures) => FactValue::Int(measures.reach.into()),
            None => FactValue::Unknown("the graph is not measured yet".into()),
        },
    },
    FactSpec {
        name: "measures.depth",
        fact_type: FactType::Int,
        group: FactGroup::Survey,
        description: "Steps of the longest chain of dependencies that begins with it.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "measures.depth <= 10",
        read: |asked| match asked.facts.around.transitive() {
            Some(measures) => FactValue::Int(measures.depth.into()),
            None => FactValue::Unknown("the graph is not measured yet".into()),
        },
    },
    FactSpec {
        name: "measures.criticality",
        fact_type: FactType::Int,
        group: FactGroup::Survey,
        description: "How much stands on it, 0 to 100.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "measures.criticality < 80 || entity.tier == 1",
        read: |asked| match asked.facts.around.transitive() {
            Some(measures) => FactValue::Int(measures.criticality.into()),
            None => FactValue::Unknown("the graph is not measured yet".into()),
        },
    },
    FactSpec {
        name: "measures.in_cycle",
        fact_type: FactType::Bool,
        group: FactGroup::Survey,
        description: "Whether it depends on itself by way of others.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "!measures.in_cycle",
        read: |asked| match asked.facts.around.transitive() {
            Some(measures) => FactValue::Bool(measures.in_cycle),
            None => FactValue::Unknown("the graph is not measured yet".into()),
        },
    },
    FactSpec {
        name: "measures.articulation",
        fact_type: FactType::Bool,
        group: FactGroup::Survey,
        description: "Whether others that are connected would not be without it.",
        supplied_by: "the catalog, from the descriptors' relations",
        example: "!measures.articulation || entity.tier == 1",
        read: |asked| match asked.facts.around.transitive() {
            Some(measures) => FactValue::Bool(measures.is_articulation),
            None => FactValue::Unknown("the graph is not measured yet".into()),
        },
    },
];
