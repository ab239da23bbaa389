//! What the findings can be narrowed to. A plain form: it works without JavaScript, and its address can be shared.

use catalog_schema::wire::InsightRule;
use leptos::prelude::*;

use super::state::InsightsState;
use crate::components::{choice, words};

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
