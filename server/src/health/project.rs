//! Current results as the lists show them and the store keeps them: packed, without messages and evidence, which are
//! made anew when someone asks.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Health, Outcome, ScorecardResult};
use scorecards::Engine;
use serde::Serialize;

use super::evaluate;
use crate::live::change::EntityChange;
use crate::live::{Judgement, Live};
use crate::store::ScoreRow;

/// The scores that a change of the catalog comes with.
#[derive(Debug, Default)]
pub struct Projection {
    /// What the snapshot keeps of each evaluated entity.
    pub judgements: Vec<(EntityRef, Judgement)>,
    /// What the store keeps.
    pub rows: Vec<ScoreRow>,
    /// Identities of entities that have no results any more.
    pub without: Vec<String>,
}

/// A result as the store keeps it.
#[derive(Serialize)]
struct Packed<'a> {
    level: Option<&'a str>,
    score: u32,
    max: u32,
    rules: BTreeMap<&'a str, Outcome>,
}

/// Evaluates these entities; `changes` says which are gone.
pub fn project(engine: &Engine, live: &Live, refs: &[EntityRef], changes: &[EntityChange]) -> Projection {
    let mut projection = Projection::default();
    let ids = rule_ids(engine);
    for entity_ref in refs {
        let (Some(results), Some(record)) = (evaluate(engine, live, entity_ref), live.get(entity_ref)) else {
            continue;
        };
        if results.is_empty() {
            projection.without.push(record.uid.to_string());
        }
        projection.rows.extend(results.iter().filter_map(|result| packed(&record.uid, result)));
        let judgement = Judgement { total: total(&results), outcomes: outcomes(&ids, &results) };
        projection.judgements.push((entity_ref.clone(), judgement));
    }
    for change in changes {
        if let EntityChange::Remove { uid, .. } = change {
            projection.without.push(uid.to_string());
        }
    }
    projection
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

fn packed(uid: &str, result: &ScorecardResult) -> Option<ScoreRow> {
    let packed = Packed {
        level: result.level.as_deref(),
        score: result.score,
        max: result.max,
        rules: result.rules.iter().map(|rule| (rule.id.as_str(), rule.outcome)).collect(),
    };
    let result_json = serde_json::to_string(&packed).ok()?;
    Some(ScoreRow { uid: uid.to_owned(), scorecard: result.scorecard.clone(), result: result_json })
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
