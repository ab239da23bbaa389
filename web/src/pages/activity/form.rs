//! What the changes can be narrowed to. A plain form: it works without JavaScript, and its address can be shared.

use catalog_schema::wire::ChangeEvent;
use leptos::prelude::*;

use super::load::ActivityPage;
use super::words::event_title;
use crate::components::facets::value_label;

/// The form, which starts with the newest change.
pub(super) fn form(page: &ActivityPage) -> AnyView {
    let only = &page.state.only;
    let events = ChangeEvent::ALL.map(|event| (event.as_str().to_owned(), event_title(event).to_owned()));
    let kinds = page.kinds.iter().map(|kind| (kind.value.clone(), value_label("kind", &kind.value)));
    let sources = page.sources.iter().map(|source| (source.clone(), source.clone()));
    let clear = page.state.is_narrowed().then(|| view! { <a href="/activity">"Show everything"</a> });
    view! {
        <form class="narrow-form" action="/activity" method="get" role="search" aria-label="Changes">
            {choice("event", "What happened", "Anything", only.event.as_deref(), events.into())}
            {choice("kind", "Kind", "Any kind", only.kind.as_deref(), kinds.collect())}
            {choice("source", "Source", "Any source", only.source.as_deref(), sources.collect())}
            {words("owner", "Owner", "payments", only.owner.as_deref())}
            {words("entity", "Entity", "component:orders", only.entity.as_deref())}
            {words("author", "Author", "Ada", only.author.as_deref())}
            <p class="narrow-form-end">
                <button class="button" type="submit">
                    "Narrow"
                </button>
                {clear}
            </p>
        </form>
    }
    .into_any()
}

/// A choice of one of a few values; one that the address has and nobody knows stays.
fn choice(
    key: &'static str,
    title: &'static str,
    any: &'static str,
    chosen: Option<&str>,
    mut options: Vec<(String, String)>,
) -> AnyView {
    if let Some(other) = chosen.filter(|chosen| options.iter().all(|(value, _)| value != chosen)) {
        options.push((other.to_owned(), other.to_owned()));
    }
    let options = options.into_iter().map(|(value, label)| {
        let here = chosen == Some(value.as_str());
        view! {
            <option value=value selected=here>
                {label}
            </option>
        }
    });
    view! {
        <label>
            <span>{title}</span>
            <select name=key>
                <option value="">{any}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn words(key: &'static str, title: &'static str, example: &'static str, value: Option<&str>) -> AnyView {
    view! {
        <label>
            <span>{title}</span>
            <input
                type="text"
                name=key
                value=value.unwrap_or_default().to_owned()
                placeholder=example
                autocomplete="off"
                spellcheck="false"
            />
        </label>
    }
    .into_any()
}
