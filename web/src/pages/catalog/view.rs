//! Facets on the left, rows on the right.

use leptos::prelude::*;

use super::chooser::chooser;
use super::columns::orders;
use super::head::head;
use super::load::CatalogPage;
use super::narrowing::narrowing;
use super::pager::pager;
use super::refused::notice;
use super::saved::saved_filters;
use super::state::CatalogState;
use super::table::table;
use crate::components::facets::facet_column;
use crate::islands::ListNarrowing;

/// The whole page.
pub(super) fn view(page: CatalogPage) -> AnyView {
    let CatalogPage { state, list, facets, refused, editable, now } = page;
    let rows = match list.items.is_empty() {
        true => nothing(&state),
        false => view! {
            {orders(&state)}
            {match editable {
                true => chooser(&state, list.total, table(&state, &list.items, true, now)),
                false => table(&state, &list.items, false, now),
            }}
        }
        .into_any(),
    };
    let toggled = |facet: &'static str, value: &str| state.toggled(facet, value).address();
    view! {
        <div class="catalog" data-narrows="/catalog">
            {head(&state, &list)}
            <div class="part" data-part="facets">
                {facet_column(&facets, &state.chosen, toggled)}
            </div>
            <div class="catalog-rows">
                {saved_filters()}
                <div data-part="rows" tabindex="-1">
                {notice(&state, &refused)}
                {narrowing(&state)}
                {rows}
                {pager(&state, &list)}
                </div>
            </div>
            <ListNarrowing />
        </div>
    }
    .into_any()
}

/// What to do when there is no row.
fn nothing(state: &CatalogState) -> AnyView {
    if state.cursor.is_some() {
        return view! {
            <div class="empty">
                <h2>"Nothing comes after this any more"</h2>
                <p>
                    <a href=state.at(None).address()>"To the first page"</a>
                </p>
            </div>
        }
        .into_any();
    }
    if state.is_unfiltered() {
        return view! {
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
        .into_any();
    }
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
