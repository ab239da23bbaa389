//! What rules read of an entity, from the live snapshot.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::ScorecardResult;
use scorecards::{Engine, Facts, MeasureFacts, OwnerFact};

use crate::live::{FactsInput, Live};

/// What every scorecard that applies says of an entity, with its evidence; none if the catalog does not have it.
pub fn evaluate(engine: &Engine, live: &Live, entity_ref: &EntityRef) -> Option<Vec<ScorecardResult>> {
    let input = live.facts_input(entity_ref)?;
    Some(engine.evaluate(&facts(live, &input)))
}

fn facts<'a>(live: &'a Live, input: &'a FactsInput<'a>) -> Facts<'a> {
    let kind = input.owner.and_then(|owner| live.get(owner)).map(|record| &*record.kind);
    let owner = OwnerFact { reference: input.owner, exists: input.owner_exists, kind };
    let measures = MeasureFacts {
        dependents: input.measures.dependents,
        dependencies: input.measures.dependencies,
        instability: input.measures.instability(),
    };
    Facts { entity: &input.entity, owner, measures }
}
