//! One finding: what is wrong, where exactly, whose it is, why it matters and what to do.

use catalog_schema::wire::{Accepted, Insight, InsightRule};
use leptos::prelude::*;

use crate::address::{entity_page, short_name};
use crate::components::{entity_link, icons, time_ago};

/// References of a path that are shown without being asked for.
const SHOWN: usize = 8;

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
                {severity_mark(&item.severity)}
                {title}
            </p>
            <p class="finding-message">{item.message.clone()}</p>
            {path(item)}
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

/// How bad it is, in words and as a drawing.
fn severity_mark(severity: &str) -> AnyView {
    let (class, icon, word) = match severity {
        "high" => ("severity severity-error", icons::error(), "High"),
        "medium" => ("severity severity-warning", icons::warning(), "Medium"),
        _ => ("severity severity-info", icons::info(), "Low"),
    };
    view! {
        <span class=class>
            {icon}
            <span>{word}</span>
        </span>
    }
    .into_any()
}

/// The exact way, in order. A cycle ends where it begins.
fn path(item: &Insight) -> Option<AnyView> {
    if item.path.len() < 2 {
        return None;
    }
    let link = |reference: &String| {
        let kind = reference.split(':').next().unwrap_or_default();
        view! { <li>{entity_link(reference, kind, None)}</li> }
    };
    let shown = item.path.iter().take(SHOWN).map(link).collect_view();
    let rest = item.path.len().saturating_sub(SHOWN);
    let back = (item.rule == "cycle").then(|| item.path.first().map(link));
    let more = (rest > 0).then(|| {
        let all = item.path.iter().skip(SHOWN).map(link).collect_view();
        view! {
            <details>
                <summary>{format!("{rest} more")}</summary>
                <ol class="finding-path">{all}</ol>
            </details>
        }
    });
    Some(view! { <ol class="finding-path">{shown} {back}</ol> {more} }.into_any())
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
