//! What rules read of an entity, from the live snapshot.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::ScorecardResult;
use scorecards::{Engine, Facts};

use super::around::Place;
use crate::clock::now_ms;
use crate::graph::GraphView;
use crate::live::Live;

/// What every scorecard that applies says of an entity, with its evidence; none if the catalog does not have it.
pub fn evaluate(engine: &Engine, live: &Live, entity_ref: &EntityRef) -> Option<Vec<ScorecardResult>> {
    let slot = live.graph().find(entity_ref.as_str())?;
    let entity = live.entity(entity_ref)?;
    let around = Place { live, survey: None, slot };
    Some(engine.evaluate(&Facts { entity: &entity, around: &around, now: now_ms() }))
}
