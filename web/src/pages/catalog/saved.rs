//! Where filters that somebody keeps are listed. Who they are, only the reader's browser knows: the page comes with an empty
//! list, and without JavaScript the style sheet leaves it out; an address can be kept as a bookmark then.

use leptos::prelude::*;

/// The list and the form that adds to it.
pub(super) fn saved_filters() -> AnyView {
    view! {
        <details class="saved">
            <summary>"Saved filters"</summary>
            <ul aria-label="Saved filters"></ul>
            <form class="saved-form" hidden>
                <input
                    class="saved-name"
                    type="text"
                    aria-label="Name of this filter"
                    placeholder="Name of this filter"
                    maxlength="60"
                    autocomplete="off"
                />
                <button type="submit" class="button">
                    "Save"
                </button>
            </form>
        </details>
    }
    .into_any()
}
