//! Fields of the forms. They are plain: they work without JavaScript, and what they ask for stands in the address.

use leptos::prelude::*;

/// Room for a reference.
pub(super) fn reference(key: &'static str, title: &'static str, example: &'static str, value: Option<&str>) -> AnyView {
    view! {
        <label class="graph-form-reference">
            <span>{title}</span>
            <input
                type="text"
                name=key
                value=value.unwrap_or_default().to_owned()
                placeholder=example
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
            />
        </label>
    }
    .into_any()
}

/// A choice of one of these values.
pub(super) fn choice(key: &'static str, title: &'static str, chosen: &str, options: Vec<(String, String)>) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let here = value == chosen;
        view! {
            <option value=value selected=here>
                {label}
            </option>
        }
    });
    view! {
        <label>
            <span>{title}</span>
            <select name=key>{options.collect_view()}</select>
        </label>
    }
    .into_any()
}

/// A box to tick.
pub(super) fn tick(key: &'static str, value: String, title: String, ticked: bool) -> AnyView {
    view! {
        <label class="graph-form-tick">
            <input type="checkbox" name=key value=value checked=ticked />
            <span>{title}</span>
        </label>
    }
    .into_any()
}

/// Sends the form.
pub(super) fn submit(words: &'static str) -> AnyView {
    view! {
        <p class="graph-form-end">
            <button class="button" type="submit">
                {words}
            </button>
        </p>
    }
    .into_any()
}
