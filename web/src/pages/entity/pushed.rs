//! What other tools know of it and no descriptor says: the last value of each fact, how old it is, and who pushed it.

use catalog_schema::wire::EntityFact;
use leptos::prelude::*;
use serde_json::Value;

use crate::components::{safe_link, time_ago};

/// The facts in a table; nothing where nobody pushed any. `now` is in milliseconds since the Unix epoch.
pub(super) fn pushed(facts: &[EntityFact], now: i64) -> Option<AnyView> {
    if facts.is_empty() {
        return None;
    }
    let rows: Vec<AnyView> = facts.iter().map(|fact| row(fact, now)).collect();
    Some(
        view! {
            <section aria-labelledby="pushed">
                <h2 id="pushed">"Facts from other tools"</h2>
                <table class="rows">
                    <caption class="visually-hidden">"What other tools know of it"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Fact"</th>
                            <th scope="col">"Value"</th>
                            <th scope="col">"As of"</th>
                            <th scope="col">"From"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(fact: &EntityFact, now: i64) -> AnyView {
    let expired = fact.expired.then(|| view! { <span class="absent">", expired"</span> });
    let more = fact.url.as_deref().map(|url| view! { ", " {safe_link(url, Some("details"))} });
    view! {
        <tr>
            <th scope="row" class="row-name" title=fact.fact.clone()>
                {fact.title.clone()}
            </th>
            <td data-label="Value">{with_unit(&fact.value, fact.unit.as_deref())}</td>
            <td data-label="As of">{time_ago(&fact.at, now)} {expired}</td>
            <td data-label="From">{who(&fact.source)} {more}</td>
        </tr>
    }
    .into_any()
}

/// Who pushed something: `token:ci` is the token ci.
pub(super) fn who(source: &str) -> String {
    source.strip_prefix("token:").map_or_else(|| source.to_owned(), |name| format!("token {name}"))
}

/// A value as people read it.
pub(super) fn with_unit(value: &Value, unit: Option<&str>) -> String {
    let said = match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(|item| with_unit(item, None)).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    match unit.filter(|_| value.is_number()) {
        Some(unit) => format!("{said} {unit}"),
        None => said,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_said_with_their_unit() {
        assert_eq!(with_unit(&json!(81.5), Some("%")), "81.5 %");
        assert_eq!(with_unit(&json!(["a", "b"]), Some("%")), "a, b");
        assert_eq!(with_unit(&json!(false), None), "no");
        assert_eq!((who("token:ci"), who("cli")), ("token ci".to_owned(), "cli".to_owned()));
    }
}
