//! Scores that would change, in words.

use catalog_schema::wire::{Outcome, OutcomeChange, ScoreChange};

use crate::cli::graph::plain;

/// The level of a scorecard before and after: `bronze -> silver`; nothing where it stays.
pub(in crate::cli) fn levels(change: &ScoreChange) -> String {
    let name = |level: &Option<String>| level.as_deref().map_or_else(|| "no level".to_owned(), plain);
    if change.level_before == change.level_after {
        return String::new();
    }
    format!("{} -> {}", name(&change.level_before), name(&change.level_after))
}

/// Points before and after: `60/90 -> 75/90`.
pub(in crate::cli) fn points(change: &ScoreChange) -> String {
    let ScoreChange { score_before, max_before, score_after, max_after, .. } = change;
    format!("{score_before}/{max_before} -> {score_after}/{max_after}")
}

/// The rules that come out otherwise: `has-runbook pass -> fail`; of what was not judged before `has-runbook fail`.
pub(in crate::cli) fn rules(change: &ScoreChange) -> String {
    let rule = |rule: &OutcomeChange| match rule.before {
        None => format!("{} {}", plain(&rule.rule), word(rule.after)),
        Some(before) => format!("{} {} -> {}", plain(&rule.rule), word(Some(before)), word(rule.after)),
    };
    change.rules.iter().map(rule).collect::<Vec<_>>().join(", ")
}

fn word(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::Pass) => "pass",
        Some(Outcome::Fail) => "fail",
        Some(Outcome::Unknown) => "unknown",
        Some(Outcome::Exempt) => "exempt",
        None => "not judged",
    }
}
