//! The head of the page: how many there are, the box that narrows them by words, and the way out of the page.

use catalog_schema::wire::EntityList;
use leptos::prelude::*;

use super::pager::extent;
use super::state::CatalogState;
use crate::components::icons;

/// Title, box, and the same as data.
pub(super) fn head(state: &CatalogState, list: &EntityList) -> AnyView {
    view! {
        <div class="catalog-head">
            <h1>"Catalog"</h1>
            {search_box(state)}
            <p class="catalog-data" data-part="figures">
                <span class="extent">{extent(list)}</span>
                <a href=state.csv_address() download="">
                    {icons::download()}
                    "Download CSV"
                </a>
                <a href=state.json_address()>"This page as JSON"</a>
            </p>
        </div>
    }
    .into_any()
}

/// A form that keeps filters, order and size, and starts at the first page.
fn search_box(state: &CatalogState) -> AnyView {
    let size = state.has_own_size().then(|| state.size.to_string());
    let kept = state.kept_by_words().into_iter().map(|(key, value)| (key.to_owned(), value.to_owned()));
    let order = state.order.clone().map(|order| ("order".to_owned(), order));
    let size = size.map(|size| ("limit".to_owned(), size));
    let kept = kept.chain(order).chain(size);
    let kept = kept.map(|(key, value)| view! { <input type="hidden" name=key value=value /> }).collect_view();
    view! {
        <form class="search-box" role="search" action="/catalog" method="get" aria-label="Catalog">
            <span class="part" data-part="kept">
                {kept}
            </span>
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
