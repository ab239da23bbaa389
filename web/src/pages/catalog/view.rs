//! Facets on the left, rows on the right.

use leptos::prelude::*;

use super::chips::chips;
use super::facets::facet_column;
use super::load::CatalogPage;
use super::pager::{extent, pager};
use super::search_box::search_box;
use super::state::CatalogState;
use super::table::table;

/// The whole page.
pub(super) fn view(page: CatalogPage) -> AnyView {
    let CatalogPage { state, list, facets } = page;
    let rows = match list.items.is_empty() {
        true => nothing(&state).into_any(),
        false => view! {
            {table(&state, &list.items)}
            {pager(&state, &list)}
        }
        .into_any(),
    };
    view! {
        <div class="catalog">
            <div class="catalog-head">
                <h1>"Catalog"</h1>
                <p class="extent">{extent(&state, &list)}</p>
                {search_box(&state)}
            </div>
            {facet_column(&state, &facets)}
            <div class="catalog-rows">
                {chips(&state)}
                {rows}
            </div>
        </div>
    }
    .into_any()
}

/// What to do when there is no row.
fn nothing(state: &CatalogState) -> AnyView {
    if state.is_unfiltered() {
        view! {
            <div class="empty">
                <h2>"The catalog is empty"</h2>
                <p>
                    "No source has brought an entity yet. Put a " <code>"catalog-info.yaml"</code>
                    " beside your code and start the portal with " <code>"--catalog"</code> " and its directory."
                </p>
                <p>
                    <a href="/sources">"See what the sources say"</a>
                </p>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="empty">
                <h2>"Nothing matches all of this"</h2>
                <p>"Take away a filter above, or use fewer words."</p>
                <p>
                    <a href="/catalog">"Show everything"</a>
                </p>
            </div>
        }
        .into_any()
    }
}
