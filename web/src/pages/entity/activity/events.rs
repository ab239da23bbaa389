//! What happened to the entity.

use catalog_schema::wire::{EntityEvents, EventKind};
use leptos::prelude::*;

use super::state::{ActivityState, Only};
use crate::components::{happened, kind_title};

/// What can be chosen of the activity, as links.
pub(super) fn kinds(state: &ActivityState, entity_ref: &str) -> AnyView {
    let events = EventKind::ALL.iter().map(|kind| (Only::Events(*kind), kind_title(*kind)));
    let all = [(Only::All, "Everything"), (Only::Descriptor, "Descriptor")].into_iter().chain(events);
    let links = all.map(|(only, title)| {
        view! {
            <li>
                <a href=ActivityState::address_of(only, entity_ref) aria-current=(state.only == only).then_some("true")>
                    {title}
                </a>
            </li>
        }
    });
    view! {
        <nav class="happened-kinds" aria-label="What to show">
            <ul>{links.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The events of a page, the newest first.
pub(super) fn events(state: &ActivityState, events: &EntityEvents, now: i64) -> AnyView {
    let list = match events.items.is_empty() {
        true => nothing(state, &events.entity_ref),
        false => {
            let items = events.items.iter().map(|event| happened(event, false, now));
            view! { <ol class="happenings">{items.collect_view()}</ol> }.into_any()
        }
    };
    view! {
        <section aria-labelledby="events">
            <h2 id="events">"What happened"</h2>
            {list}
            {pager(state, events)}
        </section>
    }
    .into_any()
}

/// That nothing was told yet, and how to tell something.
fn nothing(state: &ActivityState, entity_ref: &str) -> AnyView {
    if state.has_later_events() {
        return view! { <p class="absent">"Nothing older is known."</p> }.into_any();
    }
    if let Only::Events(kind) = state.only {
        let text = format!("None of this sort ({}) has been told of it.", kind_title(kind).to_lowercase());
        return view! { <p class="absent">{text}</p> }.into_any();
    }
    let line =
        format!("sextant event deployment {entity_ref} --environment production --version 1.2.3 --server https://…");
    view! {
        <p class="absent">
            "No deployment, build or incident has been told of it. A pipeline tells one with a token of the scope events:"
        </p>
        <pre class="how-to" tabindex="0" aria-label="How to tell of a deployment">
            <code>{line}</code>
        </pre>
    }
    .into_any()
}

fn pager(state: &ActivityState, events: &EntityEvents) -> Option<AnyView> {
    let entity_ref = &events.entity_ref;
    let newest = state.has_later_events().then(|| {
        view! {
            <a class="button" rel="first nofollow" href=state.with_events(None).address(entity_ref)>
                "Newest events"
            </a>
        }
    });
    let older = events.next_cursor.clone().map(|cursor| {
        view! {
            <a class="button" rel="next nofollow" href=state.with_events(Some(cursor)).address(entity_ref)>
                "Older events"
            </a>
        }
    });
    (newest.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="Pages of events">
                {newest}
                {older}
            </nav>
        }
        .into_any()
    })
}
