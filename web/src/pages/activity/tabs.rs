//! What of the activity is shown: changes of the catalog, or events.

use leptos::prelude::*;

/// The two halves of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// What changed in the catalog.
    Changes,
    /// What happened to what is in it.
    Events,
}

/// One link for each.
pub(super) fn tabs(current: Shown) -> AnyView {
    let halves = [
        (Shown::Changes, "/activity", "Changes of the catalog"),
        (Shown::Events, "/activity?show=events", "Deployments, builds, incidents"),
    ];
    let links = halves.map(|(shown, address, title)| {
        view! {
            <li>
                <a href=address aria-current=(shown == current).then_some("page")>
                    {title}
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label="What to show">
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}
