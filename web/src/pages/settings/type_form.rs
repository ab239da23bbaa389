//! The form that defines a type.

use leptos::prelude::*;

use super::input::line;
use super::{KINDS, TypeSettings};

pub(super) fn form(shown: &TypeSettings) -> AnyView {
    let draft = &shown.draft;
    let known = KINDS.iter().any(|kind| kind.eq_ignore_ascii_case(&draft.kind));
    let other = (!draft.kind.is_empty() && !known).then(|| draft.kind.clone());
    let kinds = KINDS.map(str::to_owned).into_iter().chain(other).map(|kind| {
        let (here, title) = (kind.eq_ignore_ascii_case(&draft.kind), kind.clone());
        view! {
            <option value=kind selected=here>
                {title}
            </option>
        }
    });
    let changes = shown.changes.clone().map(|(kind, name)| {
        view! {
            <input type="hidden" name="changes-kind" value=kind />
            <input type="hidden" name="changes" value=name />
        }
    });
    let (heading, button, cancel) = match shown.changes.is_some() {
        true => (
            format!("Change {}", draft.title()),
            "Save",
            Some(view! { <a href="/settings/types">"Define another"</a> }),
        ),
        false => ("Define a type".to_owned(), "Define it", None),
    };
    let title = draft.title.as_deref().unwrap_or_default();
    let description = draft.description.as_deref().unwrap_or_default();
    view! {
        <section aria-labelledby="define">
            <h2 id="define">{heading}</h2>
            <form class="access-form" method="post" action="/settings/types">
                {changes}
                <label>
                    <span>"Kind"</span>
                    <select name="kind">{kinds.collect_view()}</select>
                </label>
                {line("name", "Name, as descriptors write it", "service", &draft.name, true)}
                {line("title", "Title, for people", "Service", title, false)}
                {line("description", "What is of this type", "A program that answers requests.", description, false)}
                {line("aliases", "Other words for it in descriptors, between commas", "microservice", &draft.aliases.join(", "), false)}
                <div class="editor-actions">
                    <button class="button button-main" type="submit">
                        {button}
                    </button>
                    {cancel}
                </div>
            </form>
        </section>
    }
    .into_any()
}
