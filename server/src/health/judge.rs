//! Current results as lists show them: without messages and evidence, which are made anew when someone asks.

use std::collections::HashMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Health, Outcome, ScorecardResult};
use scorecards::Engine;

use super::evaluate;
use crate::live::{Judgement, Live};

/// What the snapshot keeps of the results of each of these entities, as far as the catalog has them.
pub fn judge(engine: &Engine, live: &Live, refs: &[EntityRef]) -> Vec<(EntityRef, Judgement)> {
    let ids = rule_ids(engine);
    let judgement = |entity_ref: &EntityRef| {
        let results = evaluate(engine, live, entity_ref)?;
        Some((entity_ref.clone(), Judgement { total: total(&results), outcomes: outcomes(&ids, &results) }))
    };
    refs.iter().filter_map(judgement).collect()
}

/// The same of every entity, on all cores.
pub fn judge_all(engine: &Engine, live: &Live) -> Vec<(EntityRef, Judgement)> {
    let refs: Vec<EntityRef> = live.records().map(|record| record.entity_ref.clone()).collect();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = refs.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let judging: Vec<_> = refs.chunks(share).map(|refs| scope.spawn(|| judge(engine, live, refs))).collect();
        let joined = judging.into_iter().map(|judging| judging.join().unwrap_or_else(|panic| resume_unwind(panic)));
        joined.flatten().collect()
    })
}

/// What rules are called where scorecards are not told apart otherwise, made once for all entities.
fn rule_ids(engine: &Engine) -> HashMap<(&str, &str), Arc<str>> {
    let rules = engine.definitions().flat_map(|scorecard| scorecard.rules.iter().map(move |rule| (scorecard, rule)));
    rules
        .map(|(scorecard, rule)| {
            let id = format!("{}/{}", scorecard.name, rule.id);
            ((scorecard.name.as_str(), rule.id.as_str()), id.into())
        })
        .collect()
}

fn outcomes(ids: &HashMap<(&str, &str), Arc<str>>, results: &[ScorecardResult]) -> Vec<(Arc<str>, Outcome)> {
    let rules = results.iter().flat_map(|result| result.rules.iter().map(move |rule| (result, rule)));
    let id = |scorecard: &str, rule: &str| ids.get(&(scorecard, rule)).map(Arc::clone);
    rules.filter_map(|(result, rule)| Some((id(&result.scorecard, &rule.id)?, rule.outcome))).collect()
}

/// All results in one line; none where no scorecard applies. Exempt rules count as neither passed nor failed.
fn total(results: &[ScorecardResult]) -> Option<Health> {
    if results.is_empty() {
        return None;
    }
    let mut health = Health { score: 0, max: 0, passed: 0, failed: 0, unknown: 0 };
    for result in results {
        health.score += result.score;
        health.max += result.max;
        for rule in &result.rules {
            match rule.outcome {
                Outcome::Pass => health.passed += 1,
                Outcome::Fail => health.failed += 1,
                Outcome::Unknown => health.unknown += 1,
                Outcome::Exempt => {}
            }
        }
    }
    Some(health)
}
