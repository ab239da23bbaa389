//! What scorecards say of one entity, with where the facts come from and what would change it.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Problem, RuleResult, ScorecardResult};

use scorecards::DeclaredFacts;

use super::changes::changes;
use super::origins::Origins;
use crate::clock::now_ms;
use crate::portal::problems::unavailable;
use crate::portal::{CatalogPortal, descriptor};
use crate::{health, lists};

/// Every scorecard that applies.
///
/// # Errors
/// 404 `entity_not_found`; 503 where the store does not answer: it has the descriptors, whose lines are named.
pub(in crate::portal) async fn explain(
    portal: &CatalogPortal,
    entity_ref: &EntityRef,
) -> Result<Vec<ScorecardResult>, Problem> {
    let (survey, live) = portal.seen();
    let engine = live.engine();
    let not_there = || lists::problems::entity_not_found(&live, entity_ref);
    let known = live.get(entity_ref).zip(health::evaluate(&live, &survey, entity_ref, now_ms()));
    let (record, mut results) = known.ok_or_else(not_there)?;
    let told = health::transitions::tell_since(&portal.store, &record.uid, &mut results).await;
    told.map_err(|error| unavailable(&error))?;
    let text = descriptor::descriptor(portal, entity_ref).await?;
    let origins = Origins::new(&live, entity_ref, &text);
    for result in &mut results {
        let definition = engine.definitions().find(|definition| definition.name == result.scorecard);
        for rule in &mut result.rules {
            let defined = definition.and_then(|definition| definition.rules.iter().find(|known| known.id == rule.id));
            rule.expression = defined.map(|rule| rule.expression.clone()).unwrap_or_default();
            explain_rule(rule, &origins, engine.declared());
        }
    }
    Ok(results)
}

fn explain_rule(rule: &mut RuleResult, origins: &Origins<'_>, declared: &DeclaredFacts) {
    let found = rule.evidence.iter().filter_map(|(fact, value)| Some((fact.clone(), origins.of(fact, value)?)));
    let found = found.collect();
    rule.origins = found;
    rule.changes = changes(rule, declared);
}
