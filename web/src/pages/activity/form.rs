//! What the changes can be narrowed to. A plain form: it works without JavaScript, and its address can be shared.

use catalog_schema::wire::ChangeEvent;
use leptos::prelude::*;

use super::load::ActivityPage;
use super::words::event_title;
use crate::components::facets::value_label;
use crate::components::{choice, words};

/// The form, which starts with the newest change.
pub(super) fn form(page: &ActivityPage) -> AnyView {
    let only = &page.state.only;
    let events = ChangeEvent::ALL.map(|event| (event.as_str().to_owned(), event_title(event).to_owned()));
    let kinds = page.kinds.iter().map(|kind| (kind.value.clone(), value_label("kind", &kind.value)));
    let sources = page.sources.iter().map(|source| (source.clone(), source.clone()));
    let clear = page.state.is_narrowed().then(|| view! { <a href="/activity">"Show everything"</a> });
    view! {
        <form class="narrow-form" action="/activity" method="get" role="search" aria-label="Changes">
            {choice("event", "What happened", "Anything", only.event.as_deref(), events.into())}
            {choice("kind", "Kind", "Any kind", only.kind.as_deref(), kinds.collect())}
            {choice("source", "Source", "Any source", only.source.as_deref(), sources.collect())}
            {words("owner", "Owner", "payments", only.owner.as_deref())}
            {words("entity", "Entity", "component:orders", only.entity.as_deref())}
            {words("author", "Author", "Ada", only.author.as_deref())}
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
