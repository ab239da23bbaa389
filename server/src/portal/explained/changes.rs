//! What would change a rule's outcome.

use catalog_schema::wire::{ExemptionNote, Outcome, RuleChange, RuleResult};
use scorecards::{DeclaredFacts, facts};
use serde_json::Value;

/// Other values of the facts that the rule read, those that have none first; then the days on which it changes by itself.
pub(super) fn changes(rule: &RuleResult, declared: &DeclaredFacts) -> Vec<RuleChange> {
    let (there, missing): (Vec<_>, Vec<_>) = rule.evidence.iter().partition(|(_, value)| !is_missing(value));
    let facts = missing.into_iter().chain(there).filter_map(|(name, _)| by_fact(name, declared));
    let exemption = rule.exemption.as_ref().and_then(by_end);
    let announced = rule.effective_from.clone().map(|day| RuleChange {
        fact: None,
        day: Some(day),
        how: "the rule counts from this day on".to_owned(),
    });
    facts.chain(exemption).chain(announced).collect()
}

fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn by_fact(name: &str, declared: &DeclaredFacts) -> Option<RuleChange> {
    let of_catalog = || Some(facts().find(|spec| spec.name == name)?.supplied_by.to_owned());
    let how = match name.split_once('.') {
        Some(("facts" | "as_of", pushed)) => declared.get(pushed)?.supplied_by(),
        _ => of_catalog()?,
    };
    Some(RuleChange { fact: Some(name.to_owned()), day: None, how })
}

fn by_end(exemption: &ExemptionNote) -> Option<RuleChange> {
    let otherwise = match exemption.otherwise {
        Outcome::Pass => "passes",
        Outcome::Fail => "fails",
        Outcome::Unknown | Outcome::Exempt => "cannot be judged",
    };
    let how = format!("the exemption ends with this day; without it the rule {otherwise}");
    Some(RuleChange { fact: None, day: Some(exemption.expires.clone()?), how })
}
