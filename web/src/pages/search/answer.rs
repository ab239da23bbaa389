//! What was found, or what to do where nothing was.

use catalog_schema::wire::{Matched, SearchResults};
use leptos::prelude::*;

use super::hit::hit;
use super::state::{PAGE_SIZE, SearchState};
use crate::components::facets::{Chip, chips, facet_title, value_label};
use crate::components::number;

/// How many, the words that were perhaps meant, what narrows the hits, and the hits.
pub(super) fn answer(state: &SearchState, results: &SearchResults) -> AnyView {
    let suggestion = results.suggestion.as_ref().map(|words| {
        view! {
            <p class="suggestion">
                "Did you mean " <a href=state.saying(words).address()>{words.clone()}</a> "?"
            </p>
        }
    });
    let chosen = state.chosen.pairs().map(|(facet, value)| Chip {
        title: facet_title(facet).to_owned(),
        value: value_label(facet, value),
        without: state.toggled(facet, value).address(),
    });
    let start = u64::from(state.offset) + 1;
    view! {
        <p class="extent" role="status">{extent(state, results)}</p>
        {(results.matched == Matched::InPart && results.total > 0).then(in_part)}
        {suggestion}
        {chips(chosen.collect(), state.cleared().address())}
        {(results.total == 0).then(|| nothing(state))}
        <ol class="hits" start=start>{results.hits.iter().map(hit).collect_view()}</ol>
        {pager(state, results)}
    }
    .into_any()
}

/// `21–40 of 55 results`
fn extent(state: &SearchState, results: &SearchResults) -> String {
    let (total, shown) = (results.total, results.hits.len() as u64);
    let offset = u64::from(state.offset);
    match total {
        0 => format!("Nothing matches “{}”.", state.words),
        1 => "1 result".to_owned(),
        _ if shown == total || shown == 0 => format!("{} results", number(total)),
        _ => format!("{}–{} of {} results", number(offset + 1), number(offset + shown), number(total)),
    }
}

fn in_part() -> AnyView {
    view! { <p class="suggestion">"Nothing matches all of these words. What matches most of them:"</p> }.into_any()
}

fn nothing(state: &SearchState) -> AnyView {
    let wider = match state.chosen.is_empty() {
        true => view! { "Use fewer or shorter words" }.into_any(),
        false => view! {
            "Look for it "
            <a href=state.cleared().address()>"without the filters"</a>
            ", use fewer or shorter words"
        }
        .into_any(),
    };
    view! {
        <p>
            {wider} ", or look through " <a href="/catalog">"the whole catalog"</a> "."
        </p>
    }
    .into_any()
}

fn pager(state: &SearchState, results: &SearchResults) -> Option<AnyView> {
    let next = state.offset.saturating_add(PAGE_SIZE);
    let before = (state.offset > 0).then(|| {
        let address = state.at(state.offset.saturating_sub(PAGE_SIZE)).address();
        view! { <a class="button" rel="prev" href=address>"Better hits"</a> }
    });
    let after = (u64::from(next) < results.total)
        .then(|| view! { <a class="button" rel="next" href=state.at(next).address()>"More hits"</a> });
    if before.is_none() && after.is_none() {
        return None;
    }
    Some(
        view! {
            <nav class="pager" aria-label="Pages">
                {before}
                {after}
            </nav>
        }
        .into_any(),
    )
}
