//! The graph's drawings, made lively: moved about, zoomed, followed by keyboard, expanded in place.

use leptos::html;
use leptos::prelude::*;

use super::explorer::start;

/// Takes hold of the drawing that the page came with, and says what is selected to those who do not see it. It draws
/// nothing: the server does.
#[island]
pub fn GraphExplorer() -> impl IntoView {
    let said = NodeRef::<html::P>::new();
    Effect::new(move || {
        if let Some(said) = said.get() {
            start(said.into());
        }
    });
    view! { <p class="visually-hidden" role="status" node_ref=said></p> }
}
