//! What the events can be narrowed to. A plain form: it works without JavaScript, and its address can be shared.

use catalog_schema::wire::EventKind;
use leptos::prelude::*;

use super::state::EventsState;
use crate::components::{choice, kind_title, words};

/// The form, which starts with the newest event.
pub(super) fn form(state: &EventsState) -> AnyView {
    let only = &state.only;
    let kinds = EventKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind_title(*kind).to_owned()));
    let clear = state.is_narrowed().then(|| view! { <a href="/activity?show=events">"Show everything"</a> });
    view! {
        <form class="narrow-form" action="/activity" method="get" role="search" aria-label="Events">
            <input type="hidden" name="show" value="events" />
            {choice("kind", "What happened", "Anything", only.kind.as_deref(), kinds.collect())}
            {words("environment", "Environment", "production", only.environment.as_deref())}
            {words("owner", "Owner", "payments", only.owner.as_deref())}
            {words("entity", "Entity", "component:orders", only.entity.as_deref())}
            <p class="narrow-form-end">
                <button class="button" type="submit">
                    "Narrow"
                </button>
                {clear}
            </p>
        </form>
    }
    .into_any()
}
