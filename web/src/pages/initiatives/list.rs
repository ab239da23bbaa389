//! `/initiatives`: what is running, and what is over.

use catalog_schema::wire::{Initiative, InitiativeList, InitiativeQuery, Problem};
use leptos::prelude::*;

use super::due::today;
use super::table::initiatives_table;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// A descriptor to begin with.
const EXAMPLE: &str = "apiVersion: sextant.dev/v1
kind: Initiative
metadata:
  name: runbooks-everywhere
  title: Runbooks everywhere
spec:
  owner: platform
  scorecard: production-readiness
  rules: [has-runbook]
  appliesTo: { tiers: [1, 2] }
  startsOn: 2026-10-01
  dueOn: 2026-12-31
";

/// All initiatives.
///
/// # Errors
/// What the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let list = portal.frozen().initiatives(&InitiativeQuery::default()).await?;
    let now = request.now;
    let page = Page::new("Initiatives", move || view(&list, now)).in_section(Section::Scorecards);
    Ok(page.with_json("/api/v1/initiatives".to_owned()))
}

fn view(list: &InitiativeList, now: i64) -> AnyView {
    let today = today(now);
    let (over, current): (Vec<Initiative>, Vec<Initiative>) =
        list.items.iter().cloned().partition(|item| item.state.is_over(&item.due_on, &today));
    let current_table = match (current.is_empty(), over.is_empty()) {
        (true, true) => empty(),
        (true, false) => view! { <p class="absent">"Nothing is running."</p> }.into_any(),
        _ => initiatives_table(&current, &[], now),
    };
    let over = (!over.is_empty()).then(|| {
        view! {
            <section aria-labelledby="over">
                <h2 id="over">"Over"</h2>
                {initiatives_table(&over, &[], now)}
            </section>
        }
    });
    view! {
        <div class="scorecards-page">
            <nav class="breadcrumb" aria-label="Breadcrumb">
                <ol>
                    <li>
                        <a href="/scorecards">"Scorecards"</a>
                    </li>
                </ol>
            </nav>
            <div class="activity-head">
                <h1>"Initiatives"</h1>
                <p class="catalog-data">
                    <a href="/api/v1/initiatives">"This page as JSON"</a>
                </p>
            </div>
            <p class="scorecard-scope">
                "A level, or rules of scorecards, that some entities are to reach until a day."
            </p>
            {current_table}
            {over}
        </div>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <div class="empty">
            <h2>"There is no initiative"</h2>
            <p>
                "An initiative is a descriptor of the kind Initiative, in a source that may bring that kind, as it may \
                 bring scorecards. To begin with:"
            </p>
            <pre class="example" tabindex="0" aria-label="Example">
                {EXAMPLE}
            </pre>
        </div>
    }
    .into_any()
}
