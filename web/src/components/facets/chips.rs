//! What narrows a list, each to be taken away by itself.

use leptos::prelude::*;

/// One thing that narrows a list.
pub(crate) struct Chip {
    /// What it is, such as a facet's name.
    pub(crate) title: String,
    /// What is asked of it.
    pub(crate) value: String,
    /// The address of the list without it.
    pub(crate) without: String,
}

/// A line of links; nothing where nothing narrows the list. `clear` is the address without any of them.
pub(crate) fn chips(all: Vec<Chip>, clear: String) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    Some(
        view! {
            <ul class="chips" aria-label="Filters">
                {all.into_iter().map(chip).collect_view()}
                <li>
                    <a class="chips-clear" href=clear>"Clear all"</a>
                </li>
            </ul>
        }
        .into_any(),
    )
}

fn chip(chip: Chip) -> AnyView {
    view! {
        <li>
            <a class="chip" href=chip.without rel="nofollow">
                <span class="visually-hidden">"Take away "</span>
                <span class="chip-facet">{chip.title}</span>
                <span class="chip-value">{chip.value}</span>
                <span class="chip-cross" aria-hidden="true">"×"</span>
            </a>
        </li>
    }
    .into_any()
}
