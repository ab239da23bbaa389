//! What a file of a repository describes: which line says what, a change for the repository to take, and fields that the
//! portal adds.

use catalog_schema::wire::ValueOrigin;
use leptos::prelude::*;

use super::text::{action, text_box};
use super::{Editor, found};

/// The file.
pub(super) struct File<'a> {
    pub(super) source: &'a str,
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) patch: Option<&'a str>,
    pub(super) with_overlay: bool,
    pub(super) origins: &'a [ValueOrigin],
}

pub(super) fn view(shown: &Editor, file: &File<'_>) -> AnyView {
    view! {
        <p class="access-note">
            "It is described by " <code>{file.path.to_owned()}</code> " of the source " <code>{file.source.to_owned()}</code>
            ", which belongs to its repository. Here you can make the change that goes there, or add fields that no file has."
        </p>
        {change(file)}
        {overlay(shown, file)}
        {origins(file.origins)}
    }
    .into_any()
}

fn change(file: &File<'_>) -> AnyView {
    let patch = file.patch.map(|patch| match patch.is_empty() {
        true => view! { <p role="status">"The text is as it was: there is nothing to change."</p> }.into_any(),
        false => view! {
            <p>"In the repository, " <code>"git apply"</code> " takes it:"</p>
            <pre class="example" tabindex="0" aria-label="Change">
                <code>{patch.to_owned()}</code>
            </pre>
        }
        .into_any(),
    });
    view! {
        <section aria-labelledby="change">
            <h2 id="change">"A change for the repository"</h2>
            <form method="post" class="editor-form">
                {text_box("file", "The file", file.text)}
                <div class="editor-actions">{action("patch", "Show the change", true)}</div>
            </form>
            {patch}
        </section>
    }
    .into_any()
}

fn overlay(shown: &Editor, file: &File<'_>) -> AnyView {
    let remove = file.with_overlay.then(|| action("remove", "Remove these fields", false));
    let save = if file.with_overlay { "Save these fields" } else { "Add these fields" };
    view! {
        <section aria-labelledby="overlay">
            <h2 id="overlay">"Fields that the portal adds"</h2>
            <p class="access-note">
                "What the file says stays as it is; what it does not say is taken from here, such as a tier, a label or a link."
            </p>
            <form method="post" class="editor-form">
                {text_box("text", "What to add", &shown.text)}
                <div class="editor-actions">
                    {action("save", save, false)} {action("check", "Check", false)} {remove}
                </div>
            </form>
            {found::found(shown)}
        </section>
    }
    .into_any()
}

fn origins(origins: &[ValueOrigin]) -> Option<AnyView> {
    let rows = origins.iter().map(|origin| {
        view! {
            <tr>
                <th scope="row" class="row-name">
                    <code>{origin.field.clone()}</code>
                </th>
                <td data-label="Value">{origin.value.clone()}</td>
                <td data-label="Said by">
                    <code>{format!("{}:{}", origin.file, origin.line)}</code> " of " {origin.source.clone()}
                </td>
            </tr>
        }
    });
    let table = view! {
        <section aria-labelledby="origins">
            <h2 id="origins">"Who says what"</h2>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Said by"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    };
    (!origins.is_empty()).then(|| table.into_any())
}
