//! How the reading goes of a source that is elsewhere.

use catalog_schema::wire::{Budget, RemotePhase, RemoteState, Source};
use leptos::prelude::*;

use crate::components::{Tone, alert, number, time_ago};

/// The section of a source that is elsewhere; times count from `now`, milliseconds since the Unix epoch.
pub(super) fn section(source: &Source, now: i64) -> Option<AnyView> {
    let state = source.remote.as_ref()?;
    let trouble = state.error.clone().map(|error| {
        let body = view! {
            <p>{error}</p>
            <p>"The catalog keeps what it had from here, and what the sync had read until then."</p>
        };
        alert(Tone::Error, "The last sync did not come to its end", body.into_any())
    });
    let missing = (!state.notices.is_empty()).then(|| {
        let body = view! {
            <ul>{state.notices.iter().map(|notice| view! { <li>{notice.clone()}</li> }).collect_view()}</ul>
            <p>"Until they are told, no repository counts as gone: what it said stays."</p>
        };
        alert(Tone::Warning, "Not all repositories are known", body.into_any())
    });
    let ended = state.ended_at.as_ref().map(|time| view! { <span>"Last sync " {time_ago(time, now)}</span> });
    let every = format!("Every {}", interval(state.interval_s));
    let view = view! {
        {trouble}
        {missing}
        <section aria-labelledby="source-remote">
            <h2 id="source-remote">"Reading"</h2>
            <p class="source-meta">
                <code>{state.address.clone()}</code>
                <span>{every}</span>
                {ended}
                <span>{phase(state)}</span>
            </p>
            <p class="source-meta">
                <span>{number(state.found)} " found"</span>
                <span>{number(state.unchanged)} " unchanged"</span>
                <span>{number(state.failed)} " could not be read"</span>
            </p>
            {budget(&state.budget)}
        </section>
    };
    Some(view.into_any())
}

/// What is done now, in words.
fn phase(state: &RemoteState) -> String {
    match state.phase {
        RemotePhase::Idle => "Nothing to do until the next one".to_owned(),
        RemotePhase::Discovering => format!("Finding out what there is: {} so far", state.found),
        RemotePhase::Reading => format!("Reading: {} of {}", state.done, state.found),
        RemotePhase::Waiting => match &state.next_at {
            Some(time) => format!("Waiting until {time}, as was asked for"),
            None => "Waiting".to_owned(),
        },
    }
}

fn interval(seconds: u64) -> String {
    if seconds.is_multiple_of(60) { format!("{} min", seconds / 60) } else { format!("{seconds} s") }
}

/// Requests, and how many are left.
fn budget(budget: &[Budget]) -> Option<AnyView> {
    let line = |budget: &Budget| {
        let left = budget.remaining.zip(budget.limit).map(|(remaining, limit)| format!("{remaining} of {limit} left"));
        let resets = budget.resets_at.clone().map(|time| format!("until {time}"));
        let words: Vec<String> =
            [Some(format!("{} {}", budget.used, budget.name)), left, resets].into_iter().flatten().collect();
        view! { <li>{words.join(", ")}</li> }
    };
    (!budget.is_empty()).then(|| view! { <ul class="budget">{budget.iter().map(line).collect_view()}</ul> }.into_any())
}
