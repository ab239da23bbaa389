//! What the portal keeps.

use leptos::prelude::*;

use super::text::{action, text_box};
use super::{Editor, found};

pub(super) fn form(shown: &Editor) -> AnyView {
    let revision = shown.revision.map(|revision| revision.to_string());
    view! {
        <p class="access-note">
            "This descriptor is kept in the portal. If a file of a repository comes to describe the same, sources decide by \
            their priority which of the two is shown, and the other one is kept."
        </p>
        <form method="post" class="editor-form">
            <input type="hidden" name="revision" value=revision />
            {text_box("text", "Descriptor", &shown.text)}
            <div class="editor-actions">
                {action("save", "Save", true)} {action("check", "Check", false)} {action("remove", "Remove", false)}
            </div>
        </form>
        {found::found(shown)}
    }
    .into_any()
}
