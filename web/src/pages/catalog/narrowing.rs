//! What narrows the list, each to be taken away by itself.

use leptos::prelude::*;

use super::state::CatalogState;
use crate::address::short_name;
use crate::components::facets::{Chip, chips, facet_title, value_label};

/// The chips above the rows.
pub(super) fn narrowing(state: &CatalogState) -> Option<AnyView> {
    let words = state.words.iter().map(|words| Chip {
        title: "Words".to_owned(),
        value: format!("“{words}”"),
        without: state.without_words().address(),
    });
    let besides = state.besides.iter().map(|(key, text)| {
        let (title, value) = besides_label(key, text);
        Chip { title: title.to_owned(), value, without: state.without_besides(key, text).address() }
    });
    let chosen = state.chosen.pairs().map(|(facet, value)| Chip {
        title: facet_title(facet).to_owned(),
        value: value_label(facet, value),
        without: state.toggled(facet, value).address(),
    });
    chips(words.chain(besides).chain(chosen).collect(), state.cleared().address())
}

/// What one of those that must hold besides is, and what it asks.
pub(super) fn besides_label<'a>(key: &'a str, text: &str) -> (&'a str, String) {
    match key {
        "owner_tree" => ("Owner or its teams", short_name(text)),
        "effective_owner" => ("Effective owner", short_name(text)),
        "filter" => ("Filter", text.to_owned()),
        other => (other, text.to_owned()),
    }
}
