//! The box that narrows the list by words.

use leptos::prelude::*;

use super::state::CatalogState;
use crate::components::icons;

/// A form that keeps filters and order, and starts at the first page.
pub(super) fn search_box(state: &CatalogState) -> AnyView {
    let kept = state.chosen.iter().map(|(facet, value)| (*facet, value.clone()));
    let order = state.order.clone().map(|order| ("order", order));
    let kept =
        kept.chain(order).map(|(key, value)| view! { <input type="hidden" name=key value=value /> }).collect_view();
    view! {
        <form class="search-box" role="search" action="/catalog" method="get" aria-label="Catalog">
            {kept}
            {icons::search()}
            <input
                type="search"
                name="q"
                value=state.words.clone().unwrap_or_default()
                aria-label="Words in the catalog"
                placeholder="Narrow by name, owner, description…"
                autocomplete="off"
                spellcheck="false"
            />
            <button type="submit">"Narrow"</button>
        </form>
    }
    .into_any()
}
