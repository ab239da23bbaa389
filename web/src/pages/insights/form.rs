//! What the findings can be narrowed to. A plain form: it works without JavaScript, and its address can be shared.

use catalog_schema::wire::InsightRule;
use leptos::prelude::*;

use super::state::InsightsState;

/// The form, which starts with the heaviest.
pub(super) fn form(state: &InsightsState, rules: &[InsightRule]) -> AnyView {
    let of_rules = rules.iter().map(|rule| (rule.id.clone(), rule.title.clone())).collect();
    let severities = ["high", "medium", "low"].map(|severity| (severity.to_owned(), severity.to_owned()));
    let stay = [("true".to_owned(), "Open and accepted".to_owned())];
    let clear = (state.is_narrowed() || state.accepted).then(|| view! { <a href="/insights">"Show everything"</a> });
    view! {
        <form class="narrow-form" action="/insights" method="get" role="search" aria-label="Findings">
            {choice("rule", "What", "Anything", state.rule.as_deref(), of_rules)}
            {choice("severity", "Severity", "Any severity", state.severity.as_deref(), severities.into())}
            {words("owner", "Owner", "payments", state.owner.as_deref())}
            {words("entity", "Entity", "component:default/orders", state.entity.as_deref())}
            {choice("accepted", "State", "Open", state.accepted.then_some("true"), stay.into())}
            <p class="narrow-form-end">
                <button class="button" type="submit">
                    "Narrow"
                </button>
                {clear}
            </p>
        </form>
    }
    .into_any()
}

fn choice(
    key: &'static str,
    title: &'static str,
    any: &'static str,
    chosen: Option<&str>,
    options: Vec<(String, String)>,
) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let here = chosen == Some(value.as_str());
        view! {
            <option value=value selected=here>
                {label}
            </option>
        }
    });
    view! {
        <label>
            <span>{title}</span>
            <select name=key>
                <option value="">{any}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn words(key: &'static str, title: &'static str, example: &'static str, value: Option<&str>) -> AnyView {
    view! {
        <label>
            <span>{title}</span>
            <input
                type="text"
                name=key
                value=value.unwrap_or_default().to_owned()
                placeholder=example
                autocomplete="off"
                spellcheck="false"
            />
        </label>
    }
    .into_any()
}
