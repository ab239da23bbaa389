//! Filters that somebody keeps under a name, in their own browser. The link to one can be shared; the list cannot.

use web_sys::{Element, HtmlInputElement};

use crate::islands::explorer::dom::{around, as_html, find, set, unset};
use crate::islands::storage::{SAVED, list, parts, put_first, remove};

/// Filters that are kept at most.
const MOST: usize = 30;
/// One of them, before it is filled in.
const ENTRY: &str = "<a></a><button type=\"button\" class=\"saved-forget\">×</button>";

/// Fills the list in, and shows it.
pub(super) fn show(page: &Element) {
    let (Some(saved), Some(document)) = (find(page, ".saved"), page.owner_document()) else { return };
    let Some(place) = find(&saved, "ul") else { return };
    place.set_inner_html("");
    for line in list(SAVED).lines() {
        let ((name, address, _), Ok(entry)) = (parts(line), document.create_element("li")) else { continue };
        entry.set_inner_html(ENTRY);
        if let (Some(link), Some(button)) = (find(&entry, "a"), find(&entry, "button")) {
            link.set_text_content(Some(name));
            set(&link, "href", address);
            set(&button, "aria-label", &["Forget ", name].concat());
        }
        drop(place.append_child(&entry));
    }
    if let Some(form) = find(&saved, "form") {
        unset(&form, "hidden");
    }
}

/// Keeps what is shown at `address` under the name in the form; whether this form is for that.
pub(super) fn keep(page: &Element, form: &Element, address: &str) -> bool {
    let Some(input) = find(form, ".saved-name") else { return false };
    let input: &HtmlInputElement = wasm_bindgen::JsCast::unchecked_ref(&input);
    let name = input.value().replace('\t', " ");
    if !name.trim().is_empty() {
        put_first(SAVED, name.trim(), address, MOST);
        input.set_value("");
        show(page);
    }
    true
}

/// Forgets the filter whose button this is, if it is one.
pub(super) fn forget(page: &Element, target: &Element) {
    let Some(entry) = around(target, ".saved-forget").and_then(|button| button.parent_element()) else { return };
    let name = find(&entry, "a").and_then(|link| link.text_content()).unwrap_or_default();
    remove(SAVED, &name);
    show(page);
    // The button is gone, and the focus with it.
    if let Some(input) = find(page, ".saved-name") {
        drop(as_html(&input).focus());
    }
}
