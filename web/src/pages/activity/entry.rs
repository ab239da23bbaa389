//! One entity that changed.

use catalog_schema::wire::{Change, ChangeEvent, ChangeOperation};
use leptos::prelude::*;

use super::words::event_title;
use crate::address::{entity_page, short_name, with_query};
use crate::components::icons;

/// Leads to the version in the entity's history, where what differs is shown.
pub(super) fn entry(change: &Change) -> AnyView {
    let kind = change.entity_ref.split(':').next().unwrap_or_default();
    let history = with_query(&entity_page(&change.entity_ref), [("tab", "activity")]);
    let address = format!("{history}#r{}", change.revision);
    let was = change.renamed_from.as_deref().map(|name| {
        view! {
            <span>"from " <code title=name.to_owned()>{short_name(name)}</code></span>
        }
    });
    let another = (change.event == ChangeEvent::Renamed && change.operation == ChangeOperation::Remove)
        .then(|| view! { <span>"has another name since"</span> });
    view! {
        <li>
            <a class="entity-link" href=address title=change.entity_ref.clone()>
                {icons::kind(kind)}
                <span>{short_name(&change.entity_ref)}</span>
            </a>
            <span class=event_class(change.event)>{event_title(change.event)}</span>
            {was}
            {another}
        </li>
    }
    .into_any()
}

fn event_class(event: ChangeEvent) -> &'static str {
    match event {
        ChangeEvent::Created | ChangeEvent::Restored => "event event-came",
        ChangeEvent::Deleted => "event event-went",
        ChangeEvent::Updated | ChangeEvent::Renamed => "event",
    }
}
