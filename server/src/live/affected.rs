//! What a change may have changed in the scores.

use catalog_schema::model::EntityRef;

/// References whose scores must be made anew after a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// In the catalog now, and either changed, or related to an entity that came or went (an owner, say, that rules look
    /// for), or with another number of dependents or dependencies. In order of reference.
    pub evaluate: Vec<EntityRef>,
    /// Not in the catalog any more; their scores are gone already. In order of reference.
    pub removed: Vec<EntityRef>,
}
