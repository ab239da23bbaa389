//! One finding: what is wrong, where exactly, whose it is, why it matters and what to do.

use catalog_schema::wire::{Accepted, Insight, InsightRule};
use leptos::prelude::*;

use crate::address::{entity_page, short_name};
use crate::components::{insight_path, insight_severity, time_ago};

/// One item of a list of findings.
pub(super) fn finding(item: &Insight, rule: Option<&InsightRule>, now: i64) -> AnyView {
    let owners = item.owners.iter().map(|owner| {
        view! { <a href=entity_page(owner) title=owner.clone()>{short_name(owner)}</a> }
    });
    let owners = owners.collect::<Vec<_>>();
    let owners = match owners.is_empty() {
        true => view! { <span class="absent">"nobody"</span> }.into_any(),
        false => view! { <span class="finding-owners">{owners}</span> }.into_any(),
    };
    let since = item.first_seen.as_deref().map(|since| view! { <span>"since " {time_ago(since, now)}</span> });
    let reach = (item.reach > 0).then(|| {
        let words = if item.reach == 1 {
            "1 entity is hit if it fails".to_owned()
        } else {
            format!("{} entities are hit if it fails", item.reach)
        };
        view! { <span>{words}</span> }
    });
    let title = rule.map(|rule| view! { <span class="finding-rule">{rule.title.clone()}</span> });
    view! {
        <li class="finding">
            <p class="finding-head">
                {insight_severity(&item.severity)}
                {title}
            </p>
            <p class="finding-message">{item.message.clone()}</p>
            {insight_path(item)}
            <p class="finding-facts">
                <span>"owned by " {owners}</span>
                {reach}
                {since}
            </p>
            {item.accepted.as_ref().map(accepted)}
            {item.unclear.clone().map(|unclear| view! { <p class="finding-unclear">{unclear}</p> })}
            {rule.map(|rule| why(rule, item))}
        </li>
    }
    .into_any()
}

fn accepted(accepted: &Accepted) -> AnyView {
    let words = if accepted.expired { "Was accepted until" } else { "Accepted until" };
    view! {
        <p class="finding-accepted">
            {words} " " <time datetime=accepted.until.clone()>{accepted.until.clone()}</time> " by "
            <a href=entity_page(&accepted.by)>{short_name(&accepted.by)}</a> ": " {accepted.reason.clone()}
        </p>
    }
    .into_any()
}

fn why(rule: &InsightRule, item: &Insight) -> AnyView {
    let key = format!("sextant.dev/accept-{}", rule.id);
    view! {
        <details class="finding-why">
            <summary>"Why it matters, and what to do"</summary>
            <p>{rule.why.clone()}</p>
            <p>{rule.fix.clone()}</p>
            <p>
                "If it is to stay, say so in the descriptor of " <a href=entity_page(&item.subject)>{short_name(&item.subject)}</a>
                ", with the last day and the reason: "
                <code>{format!("{key}: 'until 2027-01-31: replaced in January'")}</code>
            </p>
        </details>
    }
    .into_any()
}
