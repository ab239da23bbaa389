//! The notice that what is shown is not what the file says any more.

use catalog_schema::wire::{Descriptor, Entity};
use leptos::prelude::*;

use crate::components::{Tone, alert, diagnostic_item};

/// What is wrong with the file as it is now, and that the last good version is shown.
pub(super) fn notice(entity: &Entity, text: &Descriptor) -> AnyView {
    let problems = text.diagnostics.iter().map(|problem| view! { <li>{diagnostic_item(problem, true)}</li> });
    let problems =
        (!text.diagnostics.is_empty()).then(|| view! { <ul class="diagnostics">{problems.collect_view()}</ul> });
    let path = entity.path.clone();
    alert(
        Tone::Warning,
        "This is the last good version",
        view! {
            <p>
                "The file " <code>{path}</code>
                " has changed since and does not decode any more. Mend it, and the page follows by itself."
            </p>
            {problems}
        },
    )
    .into_any()
}
