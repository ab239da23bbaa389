//! A drawing to explore, with the same in words beside it. Without JavaScript it is a drawing with links.

use leptos::prelude::*;

use crate::drawing::{Picture, explorable};

/// Where what is selected leads, each but for its key at the end.
pub(super) struct Links {
    /// To the drawing around it.
    pub(super) center: String,
    /// To this drawing with its neighbours, where that can be had.
    pub(super) expand: Option<String>,
}

/// The drawing, what is selected in it, and `beside`.
pub(super) fn explorer(picture: &Picture, links: Links, beside: AnyView) -> AnyView {
    view! {
        <div class="explorer" data-center=links.center data-expand=links.expand>
            <div class="explorer-drawing">{explorable(picture)}</div>
            <div class="explorer-side">
                {selected()}
                <div class="explorer-beside">{beside}</div>
            </div>
        </div>
    }
    .into_any()
}

/// Filled by the island; nothing before that.
fn selected() -> AnyView {
    let links = [("open", "Open", "Enter"), ("center", "Center here", "c"), ("expand", "Expand", "e")];
    let links = links.map(|(act, words, key)| {
        view! {
            <a data-act=act aria-keyshortcuts=key>
                {words}
            </a>
        }
    });
    view! {
        <section class="explorer-selected" aria-label="Selected" hidden>
            <h2 class="explorer-name"></h2>
            <div class="explorer-facts"></div>
            <p class="explorer-links">
                {links.into_iter().collect_view()} <button type="button" data-act="close" aria-keyshortcuts="Escape">
                    "Let go"
                </button>
            </p>
        </section>
    }
    .into_any()
}
