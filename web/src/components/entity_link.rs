//! References as links.

use leptos::prelude::*;

use super::icons;
use crate::address::{entity_page, short_name};

/// A link to an entity, with its kind's drawing; the full reference on hover.
pub(crate) fn entity_link(reference: &str, kind: &str, label: Option<&str>) -> AnyView {
    let label = label.map_or_else(|| short_name(reference), str::to_owned);
    view! {
        <a class="entity-link" href=entity_page(reference) title=reference.to_owned()>
            {icons::kind(kind)}
            <span>{label}</span>
        </a>
    }
    .into_any()
}

/// A link to an owner, or that there is none.
pub(crate) fn owner_link(owner: Option<&str>) -> AnyView {
    match owner {
        Some(owner) => view! { <a href=entity_page(owner) title=owner.to_owned()>{short_name(owner)}</a> }.into_any(),
        None => view! { <span class="absent">"No owner"</span> }.into_any(),
    }
}
