//! One line of a form.

use leptos::prelude::*;

/// An input with its label and what to write there.
pub(super) fn line(
    name: &'static str,
    label: &'static str,
    example: &'static str,
    value: &str,
    required: bool,
) -> AnyView {
    view! {
        <label>
            <span>{label}</span>
            <input
                type="text"
                name=name
                value=value.to_owned()
                placeholder=example
                required=required
                autocomplete="off"
                spellcheck="false"
            />
        </label>
    }
    .into_any()
}
