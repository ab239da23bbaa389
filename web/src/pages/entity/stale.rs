//! The notice that what is shown is not what the file says any more.

use catalog_schema::wire::{ContributingFile, Descriptor};
use leptos::prelude::*;

use crate::components::{Tone, alert, diagnostic_item};

/// What is wrong with the files as they are now, and that the last good version is shown; nothing once they are mended.
pub(super) fn notice(text: &Descriptor) -> Option<AnyView> {
    let stale: Vec<_> = text.files.iter().filter(|file| file.stale).map(of_file).collect();
    (!stale.is_empty()).then(|| alert(Tone::Warning, "This is the last good version", stale))
}

fn of_file(file: &ContributingFile) -> AnyView {
    let problems = file.diagnostics.iter().map(|problem| view! { <li>{diagnostic_item(problem, true)}</li> });
    let problems =
        (!file.diagnostics.is_empty()).then(|| view! { <ul class="diagnostics">{problems.collect_view()}</ul> });
    view! {
        <p>
            "The file " <code>{file.path.clone()}</code>
            " has changed since and does not decode any more. Mend it, and the page follows by itself."
        </p>
        {problems}
    }
    .into_any()
}
