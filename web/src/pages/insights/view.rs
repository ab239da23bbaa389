//! The whole page: the rules with their counts, what the findings can be narrowed to, and the findings.

use catalog_schema::wire::{Insights, Problem};
use leptos::prelude::*;

use super::finding::finding;
use super::form::form;
use super::load::InsightsPage;
use super::rules::rules;
use super::state::InsightsState;
use super::trend::trend;
use crate::components::{Tone, alert, counted};

/// The whole page.
pub(super) fn view(page: &InsightsPage) -> AnyView {
    let state = &page.state;
    let known = page.found.as_ref().map(|found| found.rules.as_slice()).unwrap_or_default();
    let body = match &page.found {
        Ok(found) => findings(state, found, page.now),
        Err(problem) => refused(problem),
    };
    let summary = page.found.as_ref().ok().map(|found| {
        view! {
            {trend(&found.trend)}
            {rules(state, &found.rules)}
        }
    });
    view! {
        <div class="insights-page">
            <div class="activity-head">
                <h1>"Insights"</h1>
                <p class="catalog-data">
                    <a href=state.json_address()>"This page as JSON"</a>
                </p>
            </div>
            {summary}
            {form(state, known)}
            {body}
        </div>
    }
    .into_any()
}

fn findings(state: &InsightsState, found: &Insights, now: i64) -> AnyView {
    if found.items.is_empty() {
        return nothing(state, found);
    }
    let title = |rule: &str| found.rules.iter().find(|known| known.id == rule);
    let items = found.items.iter().map(|item| finding(item, title(&item.rule), now)).collect_view();
    view! {
        <section aria-labelledby="findings">
            <h2 id="findings">
                {counted(found.total, "finding", "findings")} <span class="absent">", the heaviest first"</span>
            </h2>
            <ol class="findings">{items}</ol>
            {pager(state, found)}
        </section>
    }
    .into_any()
}

fn nothing(state: &InsightsState, found: &Insights) -> AnyView {
    let (heading, text) = if found.revision == 0 {
        (
            "Nobody has looked yet",
            "The catalog is looked through in the background. That takes seconds; load this page again.",
        )
    } else if state.is_narrowed() {
        ("No such finding", "None of the findings is one of these. Ask for less, or show everything.")
    } else {
        ("Nothing is wrong", "No rule finds anything in how the things of this catalog hang together.")
    };
    view! {
        <div class="empty">
            <h2>{heading}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

fn pager(state: &InsightsState, found: &Insights) -> Option<AnyView> {
    let first = (!state.is_first()).then(|| {
        view! {
            <a class="button" rel="first nofollow" href=state.at(None).address()>
                "Heaviest"
            </a>
        }
    });
    let more = found.next_cursor.clone().map(|cursor| {
        view! {
            <a class="button" rel="next nofollow" href=state.at(Some(cursor)).address()>
                "Lighter"
            </a>
        }
    });
    (first.is_some() || more.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                {first}
                {more}
            </nav>
        }
        .into_any()
    })
}

/// What the address asks for and the portal does not have.
fn refused(problem: &Problem) -> AnyView {
    let text = problem.detail.clone();
    alert(
        Tone::Warning,
        "This cannot be looked for",
        view! { <p>{text} " " <a href="/insights">"Show everything"</a></p> },
    )
}
