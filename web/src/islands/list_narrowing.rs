//! Lists that are narrowed, ordered and paged without leaving the page.

use leptos::html;
use leptos::prelude::*;

use super::narrowing::start;

/// Shows what a link or the box of a list leads to in place of the list, and says how much that is to those who do not
/// see it. The server draws what is shown; without JavaScript the same links and the same form lead there.
#[island]
pub fn ListNarrowing() -> impl IntoView {
    let said = NodeRef::<html::P>::new();
    Effect::new(move || {
        if let Some(said) = said.get() {
            start(said.into());
        }
    });
    view! { <p class="visually-hidden" role="status" node_ref=said></p> }
}
