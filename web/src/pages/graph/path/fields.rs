//! The form: which two, and whether all ways are wanted.

use leptos::prelude::*;

use super::state::State;
use crate::pages::graph::form::{reference, submit, tick};

/// The form with what is asked for now.
pub(super) fn fields(state: &State) -> AnyView {
    view! {
        <form class="graph-form" action="/graph" method="get" role="search" aria-label="Between two entities">
            <input type="hidden" name="view" value="path" />
            {reference("from", "What depends", "component:website", state.from.as_deref())}
            {reference("to", "On what", "component:orders", state.to.as_deref())}
            {tick("all", "true".to_owned(), "All ways, not only a shortest one".to_owned(), state.all)}
            {submit("Find the way")}
        </form>
    }
    .into_any()
}
