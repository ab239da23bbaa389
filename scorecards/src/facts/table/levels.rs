//! What other scorecards come to.

use super::spec::{FactGroup, FactSpec, FactType};
use crate::facts::value::FactValue;

pub(super) static FACTS: &[FactSpec] = &[FactSpec {
    name: "levels",
    fact_type: FactType::TextMap,
    group: FactGroup::Levels,
    description: "The levels that the entity reached, by scorecard; without those of which it reached none. Scorecards that are read so are evaluated before.",
    supplied_by: "the other scorecard",
    example: r#"levels["production-readiness"] == "gold""#,
    read: |asked| FactValue::TextMap(asked.levels),
}];
