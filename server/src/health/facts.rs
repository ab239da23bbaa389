//! What rules make of an entity of the live snapshot, in full.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::ScorecardResult;
use scorecards::Facts;

use super::around::Ground;
use crate::graph::GraphView;
use crate::insights::Survey;
use crate::live::Live;

/// What every scorecard that applies says of an entity, with its evidence; none if the catalog does not have it. The time
/// is in milliseconds since the Unix epoch.
pub fn evaluate(live: &Live, survey: &Survey, entity_ref: &EntityRef, now: i64) -> Option<Vec<ScorecardResult>> {
    let slot = live.graph().find(entity_ref.as_str())?;
    let entity = live.entity(entity_ref)?;
    let ground = Ground::new(live, survey);
    Some(live.engine().evaluate(&Facts { entity: &entity, around: &ground.place(slot), now }))
}
