//! The column of facets: every value is a link that narrows or widens the list.

use catalog_schema::wire::FacetValue;
use leptos::prelude::*;

use super::load::Facet;
use super::state::CatalogState;
use crate::address::short_name;

/// Values shown at once; the others fold away.
const SHOWN: usize = 7;

/// All facets that have a value. On small screens they fold into one line.
pub(super) fn facet_column(state: &CatalogState, facets: &[Facet]) -> AnyView {
    let groups = |state: &CatalogState| {
        facets.iter().filter(|facet| !facet.values.is_empty()).map(|facet| group(state, facet)).collect_view()
    };
    let chosen = state.chosen.len();
    let count = (chosen > 0).then(|| view! { <span class="facets-count">{format!("{chosen} chosen")}</span> });
    // Two copies of the same links, of which the style sheet shows one: `details` cannot be opened by width alone.
    view! {
        <nav class="facets facets-wide" aria-label="Filter">
            {groups(state)}
        </nav>
        <nav class="facets facets-narrow" aria-label="Filter">
            <details>
                <summary>
                    "Filter "
                    {count}
                </summary>
                {groups(state)}
            </details>
        </nav>
    }
    .into_any()
}

fn group(state: &CatalogState, facet: &Facet) -> AnyView {
    let (shown, folded) = split(state, facet);
    let entry = |value: &FacetValue| entry(state, facet, value);
    let more = (!folded.is_empty()).then(|| {
        view! {
            <details class="facet-more">
                <summary>{format!("{} more", folded.len())}</summary>
                <ul>{folded.iter().copied().map(entry).collect_view()}</ul>
            </details>
        }
    });
    view! {
        <section class="facet">
            <h2>{facet.title}</h2>
            <ul>{shown.iter().copied().map(entry).collect_view()}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// What is shown at once and what folds away; chosen values never do.
fn split<'a>(state: &CatalogState, facet: &'a Facet) -> (Vec<&'a FacetValue>, Vec<&'a FacetValue>) {
    let mut shown = Vec::new();
    let mut folded = Vec::new();
    for value in &facet.values {
        if shown.len() < SHOWN || state.has(facet.key, &value.value) {
            shown.push(value);
        } else {
            folded.push(value);
        }
    }
    (shown, folded)
}

fn entry(state: &CatalogState, facet: &Facet, value: &FacetValue) -> AnyView {
    let chosen = state.has(facet.key, &value.value);
    let label = value_label(facet.key, &value.value);
    view! {
        <li>
            <a
                class="facet-value"
                href=state.toggled(facet.key, &value.value).address()
                aria-current=chosen.then_some("true")
                title=value.value.clone()
                rel="nofollow"
            >
                <span class="facet-box" aria-hidden="true"></span>
                <span class="facet-label">{label}</span>
                <span class="facet-count number">{value.count}</span>
            </a>
        </li>
    }
    .into_any()
}

/// A facet's value as people say it.
pub(super) fn value_label(facet: &str, value: &str) -> String {
    match facet {
        "owner" | "system" => short_name(value),
        _ => value.to_owned(),
    }
}
