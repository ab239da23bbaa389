//! The box to type into.

use leptos::prelude::*;

use crate::components::facets::Chosen;
use crate::components::icons;

/// The box, for pages that lead to the search.
pub(in crate::pages) fn search_form(words: &str) -> AnyView {
    search_form_keeping(words, &Chosen::default())
}

/// The box of a search that is narrowed already, and stays so for other words.
pub(super) fn search_form_keeping(words: &str, chosen: &Chosen) -> AnyView {
    let kept = chosen.pairs().map(|(key, value)| (key, value.to_owned()));
    let kept = kept.map(|(key, value)| view! { <input type="hidden" name=key value=value /> }).collect_view();
    view! {
        <form class="search-box search-box-large" role="search" action="/search" method="get" aria-label="All fields">
            <span class="part" data-part="kept">
                {kept}
            </span>
            {icons::search()}
            <input
                type="search"
                name="q"
                value=words.to_owned()
                aria-label="Words to search for"
                placeholder="A name, an owner, a word of a description"
                autocomplete="off"
                spellcheck="false"
            />
            <button type="submit">"Search"</button>
        </form>
    }
    .into_any()
}
