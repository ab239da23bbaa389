//! The line below every page.

use leptos::prelude::*;

use crate::pages::Head;

/// The revision that the page shows, and where to get the same as data.
pub(super) fn footer(revision: u64, head: &Head) -> AnyView {
    let json = head.json.clone().map(|address| view! { <a href=address>"This page as JSON"</a> });
    view! {
        <footer class="footer">
            <span>"Catalog revision " <span class="number">{revision}</span></span>
            {json}
            <a href="/settings/fields">"Custom fields"</a>
            <a href="/audit">"Audit log"</a>
            <a href="/api/v1/openapi.json">"API description"</a>
        </footer>
    }
    .into_any()
}
