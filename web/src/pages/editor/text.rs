//! The box that holds a descriptor.

use leptos::prelude::*;

/// A box for YAML under this name of a field.
pub(crate) fn text_box(name: &'static str, label: &'static str, text: &str) -> AnyView {
    let rows = text.lines().count().clamp(12, 40).to_string();
    view! {
        <label class="editor-text">
            <span>{label}</span>
            <textarea
                data-checked=(name == "text").then_some("")
                name=name
                rows=rows
                spellcheck="false"
                autocomplete="off"
                autocapitalize="off"
                wrap="off"
                inner_html=content(text)
            ></textarea>
        </label>
    }
    .into_any()
}

/// The text as the content of a box: what is rendered as its child would not be escaped. A parser passes over the first line
/// break.
fn content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// A button that says what to do with the form.
pub(crate) fn action(value: &'static str, label: &'static str, is_main: bool) -> AnyView {
    let class = if is_main { "button button-main" } else { "button" };
    view! {
        <button class=class type="submit" name="action" value=value>
            {label}
        </button>
    }
    .into_any()
}
