//! What a change may have changed in the scores.

use std::collections::BTreeMap;

use catalog_schema::model::EntityRef;
use scorecards::FactGroups;

/// References whose scores must be made anew after a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// In the catalog now, with the facts that changed for them as far as rules read those: all of an entity whose
    /// descriptor changed or whose references lead elsewhere; those of its owner; those of what it relates to; the number
    /// of its dependents or dependencies.
    pub evaluate: BTreeMap<EntityRef, FactGroups>,
    /// Not in the catalog any more; their scores are gone already. In order of reference.
    pub removed: Vec<EntityRef>,
}
