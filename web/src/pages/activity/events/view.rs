//! The whole page: what it can be narrowed to, the days, and the ways on.

use catalog_schema::wire::{Event, EventList, Problem};
use leptos::prelude::*;

use super::super::days::day_title;
use super::super::tabs::{Shown, tabs};
use super::form::form;
use super::load::EventsPage;
use super::state::EventsState;
use crate::components::{Tone, alert, happened, icons};

/// The whole page.
pub(super) fn view(page: &EventsPage) -> AnyView {
    let state = &page.state;
    let body = match &page.found {
        Ok(list) => events(state, list, page.now),
        Err(problem) => refused(state, problem),
    };
    view! {
        <div class="activity-page">
            <div class="activity-head">
                <h1>"Activity"</h1>
                <p class="catalog-data">
                    <a href=state.csv_address() download="">
                        {icons::download()}
                        "Download CSV"
                    </a>
                    <a href=state.json_address()>"This page as JSON"</a>
                </p>
            </div>
            {tabs(Shown::Events)}
            {form(state)}
            {body}
        </div>
    }
    .into_any()
}

fn events(state: &EventsState, list: &EventList, now: i64) -> AnyView {
    if list.items.is_empty() {
        return nothing(state);
    }
    let day = |event: &Event| day_title(&event.happened_at, now);
    let days = list.items.chunk_by(|one, next| day(one) == day(next)).enumerate().map(|(position, events)| {
        let id = format!("day-{position}");
        let labelled = id.clone();
        view! {
            <section class="activity-day" aria-labelledby=labelled>
                <h2 id=id>{events.first().map(day)}</h2>
                <ol class="happenings">{events.iter().map(|event| happened(event, true, now)).collect_view()}</ol>
            </section>
        }
    });
    view! {
        {days.collect_view()}
        {pager(state, list)}
    }
    .into_any()
}

/// Why there is nothing to see, and what to do.
fn nothing(state: &EventsState) -> AnyView {
    let (heading, text) = match (state.is_narrowed(), state.only.cursor.is_some()) {
        (_, true) => ("Nothing older", "No older event is known."),
        (true, false) => ("No such event", "Nothing of this sort has been told. Ask for less, or show everything."),
        (false, false) => (
            "Nothing has been told yet",
            "Pipelines tell of deployments, builds and incidents with sextant event, or with CloudEvents that they send \
             to /api/v1/events. The tab Activity of an entity has a line to copy.",
        ),
    };
    view! {
        <div class="empty">
            <h2>{heading}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

fn pager(state: &EventsState, list: &EventList) -> Option<AnyView> {
    let newest = state.only.cursor.is_some().then(|| {
        view! {
            <a class="button" rel="first nofollow" href=state.at(None).address()>
                "Newest"
            </a>
        }
    });
    let older = list.next_cursor.clone().map(|cursor| {
        view! {
            <a class="button" rel="next nofollow" href=state.at(Some(cursor)).address()>
                "Older"
            </a>
        }
    });
    (newest.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages">
                {newest}
                {older}
            </nav>
        }
        .into_any()
    })
}

/// What the address asks for and the portal does not have.
fn refused(state: &EventsState, problem: &Problem) -> AnyView {
    let address = state.at(None).address();
    let way = (problem.status == 410).then(|| view! { <a href=address>"Show the newest events"</a> });
    alert(Tone::Warning, "This cannot be looked for", view! { <p>{problem.detail.clone()} " " {way}</p> })
}
