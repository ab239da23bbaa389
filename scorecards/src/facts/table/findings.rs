//! What is wrong with how it hangs together (docs/concepts/insights.md).

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[FactSpec {
    name: "findings",
    fact_type: FactType::FindingList,
    group: FactGroup::Survey,
    description: "The open findings that name it, as their subject or on their path.",
    supplied_by: "the catalog, from the descriptors' relations",
    example: r#"!findings.exists(f, f.rule == "cycle")"#,
    read: |asked| match asked.facts.around.findings() {
        Some(findings) => FactValue::Findings(findings),
        None => FactValue::Unknown("nobody has looked for findings yet".into()),
    },
}];
