//! Results as people read them in a terminal.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{ExemptionNote, FactOrigin, Outcome, RuleResult, ScorecardResult};
use serde_json::Value;

use crate::cli::graph::{counted, plain};

/// What stands before what is said of a rule.
const INDENT: &str = "           ";

/// Every scorecard, rule by rule.
pub(super) fn told(entity_ref: &EntityRef, results: &[ScorecardResult]) -> String {
    if results.is_empty() {
        return format!("no scorecard applies to {entity_ref}\n");
    }
    results.iter().map(scorecard).collect::<Vec<_>>().join("\n")
}

fn scorecard(result: &ScorecardResult) -> String {
    let level = match (&result.level, result.levels.is_empty()) {
        (Some(level), _) => format!(", level {level}"),
        (None, false) => ", no level yet".to_owned(),
        (None, true) => String::new(),
    };
    let head = format!("{} ({}): {} of {} points{level}", result.title, result.scorecard, result.score, result.max);
    let mut text = format!("{}\n", plain(&head));
    for one in &result.rules {
        text.push('\n');
        text.push_str(&rule(one));
    }
    text
}

fn rule(rule: &RuleResult) -> String {
    let word = match rule.outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "FAIL",
        Outcome::Unknown => "unknown",
        Outcome::Exempt => "exempt",
    };
    let mut lines = vec![plain(&format!("  {word:<7}  {} ({}{})", rule.title, rule.id, figures(rule)))];
    let mut say =
        |text: &str| lines.extend(text.lines().map(|line| format!("{INDENT}{}", plain(line)).trim_end().to_owned()));
    say(&rule.message);
    if let Some(day) = &rule.effective_from {
        say(&format!("It does not count yet: from {day} on."));
    }
    if let Some(note) = &rule.exemption {
        say(&exemption(note));
    }
    if !rule.expression.is_empty() {
        say(&format!("It passes where: {}", rule.expression.trim()));
    }
    for (fact, found) in &rule.evidence {
        let origin = rule.origins.get(fact).and_then(place).map(|place| format!("  [{place}]")).unwrap_or_default();
        let pushed = rule.origins.get(fact).and_then(|origin| origin.pushed.as_ref());
        let unit = pushed.filter(|_| found.is_number()).and_then(|pushed| pushed.unit.as_deref());
        let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        say(&format!("  {fact} = {}{unit}{origin}", value(found)));
    }
    for missing in &rule.missing {
        say(&format!("{} is missing; it comes from {}", missing.fact, missing.supplied_by));
    }
    if let Some(fix) = rule.fix.as_deref().filter(|_| rule.outcome != Outcome::Pass) {
        say("How to mend it:");
        say(&fix.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n"));
    }
    if rule.outcome != Outcome::Pass {
        for change in rule.changes.iter().filter(|change| change.day.is_some()) {
            say(&format!("{}: {}", change.day.as_deref().unwrap_or_default(), change.how));
        }
    }
    if let Some(documentation) = &rule.documentation {
        say(&format!("More: {documentation}"));
    }
    lines.join("\n") + "\n"
}

/// Points, level and since when, as far as there are any.
fn figures(rule: &RuleResult) -> String {
    let mut said = String::new();
    if rule.weight > 0 {
        let points = counted(rule.weight.into(), "point", "points");
        let of = if rule.outcome == Outcome::Pass { String::new() } else { format!("{} of ", rule.earned) };
        said.push_str(&format!(", {of}{points}"));
    }
    if let Some(level) = &rule.level {
        said.push_str(&format!(", needed for {level}"));
    }
    if let Some(since) = &rule.since {
        said.push_str(&format!(", since {since}"));
    }
    said
}

fn exemption(note: &ExemptionNote) -> String {
    let by = note.approved_by.as_ref().map(|by| format!(", decided by {by}")).unwrap_or_default();
    let until = note.expires.as_ref().map(|day| format!(", until {day}")).unwrap_or_default();
    format!("Exempt: {}{by}{until}", note.reason)
}

/// `catalog-info.yaml:7`, or who pushed it, or the page of the portal that shows it.
fn place(origin: &FactOrigin) -> Option<String> {
    if let Some(pushed) = &origin.pushed {
        let expired = if pushed.expired { ", expired" } else { "" };
        let more = pushed.url.as_deref().map(|url| format!(", {url}")).unwrap_or_default();
        return Some(format!("pushed by {} as of {}{expired}{more}", pushed.source, pushed.at));
    }
    match (&origin.path, origin.line) {
        (Some(path), Some(line)) => Some(format!("{path}:{line}")),
        (Some(path), None) => Some(path.clone()),
        (None, _) => origin.href.clone(),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(named).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Of an entity, a link or a finding what it is called by.
fn named(item: &Value) -> String {
    let name = ["ref", "url", "rule"].into_iter().find_map(|key| item.get(key)?.as_str());
    name.map_or_else(|| value(item), str::to_owned)
}
