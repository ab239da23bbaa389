//! An event: what happened, how it ended, when and where. Everything in it comes from outside.

use catalog_schema::wire::{Event, EventKind, EventOutcome};
use leptos::prelude::*;

use super::{entity_link, is_safe_address, safe_link, time_ago};

/// Kinds as people choose among them.
pub(crate) fn kind_title(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Deployment => "Deployments",
        EventKind::Build => "Builds",
        EventKind::Incident => "Incidents",
        EventKind::Change => "Changes",
        EventKind::Release => "Releases",
        EventKind::Other => "Other",
    }
}

/// An item of a list of events; `now` in milliseconds since the Unix epoch. `named` tells which entity it is of.
pub(crate) fn happened(event: &Event, named: bool, now: i64) -> AnyView {
    let kind = event.entity_ref.split(':').next().unwrap_or_default();
    let entity = named.then(|| entity_link(&event.entity_ref, kind, None));
    let outcome = event.outcome.map(|outcome| view! { <span class=tone(outcome)>{word(outcome)}</span> });
    let link = event.url.as_deref().filter(|url| is_safe_address(url)).map(|url| safe_link(url, Some("Details")));
    let origin = format!("{} {}", event.event_type, event.event_id);
    view! {
        <li class="happened">
            <p class="happened-head">
                <span class="happened-title">{event.title.clone()}</span>
                {outcome}
                <span class="happened-time">{time_ago(&event.happened_at, now)}</span>
            </p>
            <p class="happened-meta">
                {entity}
                <span>{one(event.kind)}</span>
                <span title=origin>"told by " {event.actor.clone()} ", from " <code>{event.source.clone()}</code></span>
                {link}
            </p>
        </li>
    }
    .into_any()
}

fn one(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Deployment => "Deployment",
        EventKind::Build => "Build",
        EventKind::Incident => "Incident",
        EventKind::Change => "Change",
        EventKind::Release => "Release",
        EventKind::Other => "Event",
    }
}

fn word(outcome: EventOutcome) -> &'static str {
    match outcome {
        EventOutcome::Success => "Succeeded",
        EventOutcome::Failure => "Failed",
        EventOutcome::Cancelled => "Cancelled",
        EventOutcome::RolledBack => "Rolled back",
        EventOutcome::Removed => "Removed",
        EventOutcome::Running => "Under way",
        EventOutcome::Open => "Open",
        EventOutcome::Resolved => "Resolved",
    }
}

fn tone(outcome: EventOutcome) -> &'static str {
    match outcome {
        EventOutcome::Success | EventOutcome::Resolved => "outcome outcome-good",
        EventOutcome::Failure | EventOutcome::Open => "outcome outcome-poor",
        EventOutcome::RolledBack => "outcome outcome-fair",
        EventOutcome::Cancelled | EventOutcome::Removed | EventOutcome::Running => "outcome",
    }
}
