//! Fields of forms that narrow a list. They work without JavaScript, and what they ask for stands in the address.

use leptos::prelude::*;

/// A choice of one of a few values; one that the address has and nobody knows stays.
pub(crate) fn choice(
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

/// Room for words.
pub(crate) fn words(key: &'static str, title: &'static str, example: &'static str, value: Option<&str>) -> AnyView {
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
