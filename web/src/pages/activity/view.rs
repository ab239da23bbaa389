//! The whole page: what it can be narrowed to, the days, and the ways on.

use catalog_schema::wire::{ChangeList, Problem};
use leptos::prelude::*;

use super::days::{Day, days};
use super::form::form;
use super::load::ActivityPage;
use super::state::ActivityState;
use super::sync::Sync;
use super::tabs::{Shown, tabs};
use crate::components::{Tone, alert, icons};

/// The whole page.
pub(super) fn view(page: &ActivityPage) -> AnyView {
    let state = &page.state;
    let body = match &page.found {
        Ok(list) => changes(state, list, page.now),
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
            {tabs(Shown::Changes)}
            {form(page)}
            {body}
        </div>
    }
    .into_any()
}

fn changes(state: &ActivityState, list: &ChangeList, now: i64) -> AnyView {
    if list.items.is_empty() {
        return view! {
            {nothing(state, list)}
            {pager(state, list)}
        }
        .into_any();
    }
    let last = list.items.last().map(|change| change.revision);
    let syncs = Sync::all(&list.items);
    let days = days(syncs, now).into_iter().enumerate();
    view! {
        {days.map(|(position, day)| section(position, &day, (state, list, last), now)).collect_view()}
        {end(state, list)}
        {pager(state, list)}
    }
    .into_any()
}

fn section(
    position: usize,
    day: &Day<'_>,
    (state, list, last): (&ActivityState, &ChangeList, Option<u64>),
    now: i64,
) -> AnyView {
    let id = format!("day-{position}");
    let labelled = id.clone();
    let syncs = day.syncs.iter().filter_map(|sync| {
        let is_last = sync.changes.first().map(|change| change.revision) == last;
        sync.view(state, &list.epoch, is_last && list.more, now)
    });
    view! {
        <section class="activity-day" aria-labelledby=labelled>
            <h2 id=id>{day.title.clone()}</h2>
            <ol class="syncs">{syncs.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Why there is nothing to see, and what to do.
fn nothing(state: &ActivityState, list: &ChangeList) -> AnyView {
    let (heading, text) = match (list.more, state.is_narrowed()) {
        (true, _) => (
            "Nothing so far",
            "None of the changes that were looked at is one of these. Older ones have not been looked at yet.",
        ),
        (false, true) => ("No such change", "The log of changes has none of these. Ask for less, or show everything."),
        (false, false) if state.before.is_some() => ("Nothing older", "The log of changes begins here."),
        (false, false) => (
            "Nothing has changed yet",
            "As soon as a source brings a descriptor, it shows here. The page Sources says what there is to read.",
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

/// That older changes are not kept.
fn end(state: &ActivityState, list: &ChangeList) -> Option<AnyView> {
    let forgotten = !list.more && list.oldest_revision > 0;
    (forgotten && !state.is_narrowed()).then(|| {
        view! {
            <p class="absent">
                {format!("Changes up to revision {} are not kept in the log any more.", list.oldest_revision)}
            </p>
        }
        .into_any()
    })
}

fn pager(state: &ActivityState, list: &ChangeList) -> Option<AnyView> {
    let newest = state.before.is_some().then(|| {
        view! {
            <a class="button" rel="first nofollow" href=state.newest().address()>
                "Newest"
            </a>
        }
    });
    let older = list.next_before.clone().map(|mark| {
        let words = if list.items.is_empty() { "Look further back" } else { "Older" };
        view! {
            <a class="button" rel="next nofollow" href=state.before(mark).address()>
                {words}
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
fn refused(state: &ActivityState, problem: &Problem) -> AnyView {
    let (heading, text, way) = match problem.status {
        410 => (
            "This part of the log is not kept any more",
            "Older changes were dropped when their time was over, or the catalog was restored since.".to_owned(),
            Some(state.newest().address()),
        ),
        _ => ("This cannot be looked for", problem.detail.clone(), None),
    };
    let way = way.map(|address| view! { <a href=address>"Show the newest changes"</a> });
    alert(Tone::Warning, heading, view! { <p>{text} " " {way}</p> })
}
