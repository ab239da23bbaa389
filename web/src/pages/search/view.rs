//! The box on top; below it facets on the left and hits on the right.

use catalog_schema::wire::SearchResults;
use leptos::prelude::*;

use super::answer::answer;
use super::examples::{self, Examples};
use super::form::search_form_keeping;
use super::state::SearchState;
use crate::components::facets::{Facet, facet_column};
use crate::islands::ListNarrowing;

/// What there is to show.
pub(super) enum Found {
    /// Nothing was asked for: words that find something.
    Nothing(Examples),
    /// The answer to the words.
    Hits {
        /// Without the counts.
        results: SearchResults,
        /// The counts.
        facets: Vec<Facet>,
    },
}

/// The whole page.
pub(super) fn view(state: &SearchState, found: &Found) -> AnyView {
    let body = match found {
        Found::Nothing(words) => examples::view(words),
        Found::Hits { results, facets } => hits(state, results, facets),
    };
    view! {
        <div class="search-page" data-narrows="/search">
            <h1>"Search"</h1>
            {search_form_keeping(&state.words, &state.chosen)}
            {body}
            <ListNarrowing />
        </div>
    }
    .into_any()
}

fn hits(state: &SearchState, results: &SearchResults, facets: &[Facet]) -> AnyView {
    let toggled = |facet: &'static str, value: &str| state.toggled(facet, value).address();
    view! {
        <div class="search-results">
            <div class="part" data-part="facets">
                {facet_column(facets, &state.chosen, toggled)}
            </div>
            <div class="search-hits" data-part="rows" tabindex="-1">
                {answer(state, results)}
            </div>
        </div>
    }
    .into_any()
}
