//! What a rule read, where each fact comes from, and what would change the outcome.

use catalog_schema::wire::{EntityFact, FactOrigin, RuleChange, RuleResult};
use leptos::prelude::*;
use serde_json::Value;

use super::super::pushed::{who, with_unit};
use crate::components::{day, safe_link, time_ago, with_code};

/// Items of a list, or of a map, that are told of.
const TOLD: usize = 3;

/// Characters of a commit that tell it apart.
const SHORT: usize = 10;

/// The facts in a table, and the rule itself; nothing where it read none.
pub(super) fn evidence(rule: &RuleResult, now: i64) -> Option<AnyView> {
    if rule.evidence.is_empty() && rule.expression.is_empty() {
        return None;
    }
    let rows = rule.evidence.iter().map(|(fact, value)| row(rule, fact, value, now));
    let rows: Vec<AnyView> = rows.collect();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <table class="rows rule-facts">
                <caption class="visually-hidden">{format!("What the rule {} read", rule.title)}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Fact"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"From"</th>
                        <th scope="col">"Changes with"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    let expression = (!rule.expression.is_empty()).then(|| {
        view! {
            <p>"It passes where this holds:"</p>
            <pre tabindex="0"><code>{rule.expression.clone()}</code></pre>
        }
    });
    let days = rule.changes.iter().filter(|change| change.fact.is_none());
    let days: Vec<AnyView> = days.map(by_day).collect();
    let days = (!days.is_empty()).then(|| view! { <ul class="rule-days">{days}</ul> });
    Some(
        view! {
            <details class="rule-evidence">
                <summary>"What it looked at, and what would change it"</summary>
                {expression}
                {table}
                {days}
            </details>
        }
        .into_any(),
    )
}

fn row(rule: &RuleResult, fact: &str, value: &Value, now: i64) -> AnyView {
    let origin = rule.origins.get(fact);
    let value = match origin.and_then(|origin| origin.pushed.as_ref()) {
        // The last value of a fact that expired is told, too: who mends it wants to see it.
        Some(pushed) if fact.starts_with("facts.") => with_unit(&pushed.value, pushed.unit.as_deref()).into_any(),
        _ => told(value),
    };
    let change = rule.changes.iter().find(|change| change.fact.as_deref() == Some(fact));
    view! {
        <tr>
            <th scope="row" class="row-name">
                <code>{fact.to_owned()}</code>
            </th>
            <td data-label="Value" class="fact-value">{value}</td>
            <td data-label="From">{origin.map(|origin| from(origin, now))}</td>
            <td data-label="Changes with">{change.map(|change| with_code(&change.how))}</td>
        </tr>
    }
    .into_any()
}

fn from(origin: &FactOrigin, now: i64) -> AnyView {
    if let Some(pushed) = &origin.pushed {
        return by_whom(pushed, now);
    }
    let place = match (&origin.path, origin.line) {
        (Some(path), Some(line)) => format!("{path}:{line}"),
        (Some(path), None) => path.clone(),
        (None, None) if origin.commit.is_some() => "the repository".to_owned(),
        (None, _) => origin.href.as_deref().map_or("the catalog", named).to_owned(),
    };
    let place = match origin.href.clone() {
        Some(address) => {
            let title = origin.source.as_ref().map(|source| format!("source {source}"));
            view! { <a href=address title=title>{place}</a> }.into_any()
        }
        None => place.into_any(),
    };
    let commit = origin.commit.as_deref().map(|commit| {
        let short: String = commit.chars().take(SHORT).collect();
        view! { " at " <code title=commit.to_owned()>{short}</code> }
    });
    let since = origin.since.as_deref().map(|since| view! { <span class="absent">" " {time_ago(since, now)}</span> });
    view! {
        {place}
        {commit}
        {since}
    }
    .into_any()
}

/// Who pushed a fact, with where more is written about it.
fn by_whom(pushed: &EntityFact, now: i64) -> AnyView {
    let expired = pushed.expired.then_some(", expired");
    let more = pushed.url.as_deref().map(|url| view! { ", " {safe_link(url, Some("details"))} });
    view! {
        {format!("pushed by {}", who(&pushed.source))}
        <span class="absent">" " {time_ago(&pushed.at, now)} {expired}</span>
        {more}
    }
    .into_any()
}

/// What a page of the portal is, by its address.
fn named(address: &str) -> &'static str {
    let tab = address.split_once("tab=").map(|(_, tab)| tab);
    match tab {
        _ if address.starts_with("/insights") => "its findings",
        _ if address.ends_with("#measures") => "its measures",
        Some(tab) if tab.starts_with("dependencies") => "its relations",
        Some(tab) if tab.starts_with("scorecards") => "its scorecards",
        Some(tab) if tab.starts_with("activity") => "its history",
        Some(_) => "its descriptor",
        None => "the owner's page",
    }
}

fn by_day(change: &RuleChange) -> AnyView {
    let day = change.day.as_deref().map(day);
    view! {
        <li>
            {day}
            ": "
            {with_code(&change.how)}
        </li>
    }
    .into_any()
}

/// A value as people read it, with the first items of a longer one.
fn told(value: &Value) -> AnyView {
    match value {
        Value::Null => view! { <span class="absent">"none"</span> }.into_any(),
        Value::Bool(true) => "yes".into_any(),
        Value::Bool(false) => "no".into_any(),
        Value::Array(items) if items.is_empty() => view! { <span class="absent">"none"</span> }.into_any(),
        Value::Object(map) if map.is_empty() => view! { <span class="absent">"none"</span> }.into_any(),
        Value::Array(items) => few(items.iter().map(item), items.len()),
        Value::Object(map) => few(map.iter().map(|(key, value)| format!("{key}: {}", item(value))), map.len()),
        other => item(other).into_any(),
    }
}

fn few(items: impl Iterator<Item = String>, count: usize) -> AnyView {
    let mut said = items.take(TOLD).collect::<Vec<_>>().join(", ");
    if count > TOLD {
        said.push_str(&format!(" and {} more", count - TOLD));
    }
    said.into_any()
}

/// One value in a line; of an entity, a link or a finding what it is called by.
fn item(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => {
            let name = ["ref", "url", "rule"].into_iter().find_map(|key| map.get(key)?.as_str());
            name.map_or_else(|| value.to_string(), str::to_owned)
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_called_by_what_they_are() {
        assert_eq!(item(&json!({"ref": "component:default/a", "tier": 1})), "component:default/a");
        assert_eq!(item(&json!({"url": "https://a.example", "type": "chat"})), "https://a.example");
        assert_eq!(item(&json!(7)), "7");
    }

    #[test]
    fn pages_are_called_by_what_they_show() {
        assert_eq!(named("/insights?entity=component:default%2Fa"), "its findings");
        assert_eq!(named("/catalog/component/default/a#measures"), "its measures");
        assert_eq!(named("/catalog/component/default/a?tab=dependencies"), "its relations");
        assert_eq!(named("/catalog/group/default/a"), "the owner's page");
    }
}
