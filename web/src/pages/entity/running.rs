//! What events say of the entity now: where it runs, and which incidents are open.

use catalog_schema::wire::{EntityEvents, Event, EventOutcome};
use leptos::prelude::*;

use super::tabs::Tab;
use crate::components::{Tone, alert, counted, time_ago};

/// Incidents that are named at once.
const NAMED: usize = 3;

/// That incidents are open; `now` in milliseconds since the Unix epoch.
pub(super) fn open_incidents(events: &EntityEvents, now: i64) -> Option<AnyView> {
    let open = &events.open_incidents;
    if open.is_empty() {
        return None;
    }
    let items = open.iter().take(NAMED).map(|event| {
        view! { <li>{event.title.clone()} ", " {time_ago(&event.happened_at, now)}</li> }
    });
    let address = format!("{}&kind=incident", Tab::Activity.address(&events.entity_ref));
    let heading = counted(open.len() as u64, "open incident", "open incidents");
    Some(alert(
        Tone::Error,
        heading,
        view! {
            <ul class="open-incidents">{items.collect_view()}</ul>
            <p>
                <a href=address>"All incidents"</a>
            </p>
        },
    ))
}

/// What was deployed last, and when, by environment.
pub(super) fn deployed(events: &EntityEvents, now: i64) -> Option<AnyView> {
    if events.deployed.is_empty() {
        return None;
    }
    let entries = events.deployed.iter().map(|event| {
        let environment = event.environment.clone().unwrap_or_else(|| "Somewhere".to_owned());
        view! {
            <div>
                <dt>{environment}</dt>
                <dd>{said(event)} " " {time_ago(&event.happened_at, now)}</dd>
            </div>
        }
    });
    let address = format!("{}&kind=deployment", Tab::Activity.address(&events.entity_ref));
    Some(
        view! {
            <section aria-labelledby="deployed">
                <h2 id="deployed">"Last deployed"</h2>
                <dl class="facts deployed">{entries.collect_view()}</dl>
                <p>
                    <a href=address>"All deployments"</a>
                </p>
            </section>
        }
        .into_any(),
    )
}

fn said(event: &Event) -> String {
    let back = event.outcome == Some(EventOutcome::RolledBack);
    match (&event.version, back) {
        (Some(version), false) => format!("Version {version},"),
        (Some(version), true) => format!("Rolled back to version {version},"),
        (None, false) => "A version that is not told,".to_owned(),
        (None, true) => "Rolled back,".to_owned(),
    }
}
