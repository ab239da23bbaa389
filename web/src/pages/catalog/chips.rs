//! What narrows the list, each to be taken away by itself.

use leptos::prelude::*;

use super::facets::value_label;
use super::state::{CatalogState, FACETS};

/// A line of links; nothing where nothing narrows the list.
pub(super) fn chips(state: &CatalogState) -> Option<AnyView> {
    if state.is_unfiltered() {
        return None;
    }
    let words = state.words.as_ref().map(|words| chip("Words", format!("“{words}”"), state.without_words().address()));
    let values = state.chosen.iter().map(|(facet, value)| {
        let title = FACETS.iter().find(|(key, _)| key == facet).map_or(*facet, |(_, title)| *title);
        chip(title, value_label(facet, value), state.toggled(facet, value).address())
    });
    let all: Vec<_> = words.into_iter().chain(values).collect();
    Some(
        view! {
            <ul class="chips" aria-label="Filters">
                {all}
                <li>
                    <a class="chips-clear" href="/catalog">"Clear all"</a>
                </li>
            </ul>
        }
        .into_any(),
    )
}

fn chip(title: &str, value: String, without: String) -> AnyView {
    view! {
        <li>
            <a class="chip" href=without>
                <span class="visually-hidden">"Take away "</span>
                <span class="chip-facet">{title.to_owned()}</span>
                <span class="chip-value">{value}</span>
                <span class="chip-cross" aria-hidden="true">"×"</span>
            </a>
        </li>
    }
    .into_any()
}
