//! The parts of a list's page that another address has, too: `data-part` names them.

use web_sys::{Document, Element, FocusOptions};

use crate::islands::explorer::dom::{around, as_html, find, find_all, set};

/// What may have the focus and is there again afterwards.
const STOPS: &str = "[data-part] a, [data-part] summary";

/// Puts the answer's parts in place of the page's. What is folded open stays so, and the focus stays where it was; where
/// that is gone, it goes to the rows. False where the answer lacks a part: it is another page.
pub(super) fn put(page: &Element, answer: &Document) -> bool {
    let Some(root) = answer.document_element() else { return false };
    let parts = find_all(page, "[data-part]");
    let others = find_all(&root, "[data-part]");
    // Both in the order of the document.
    if parts.len() != others.len() {
        return false;
    }
    let open: Vec<String> = find_all(page, "details[open]").iter().map(fold_key).collect();
    let document = page.owner_document();
    let active = document.as_ref().and_then(Document::active_element);
    let held = active.filter(|active| around(active, "[data-part]").is_some()).map(|active| stop_key(&active));
    for (part, other) in parts.iter().zip(&others) {
        part.set_inner_html(&other.inner_html());
    }
    for fold in find_all(page, "details").iter().filter(|fold| open.contains(&fold_key(fold))) {
        set(fold, "open", "");
    }
    if let Some(held) = held {
        let stop = find_all(page, STOPS).into_iter().find(|stop| stop_key(stop) == held);
        if let Some(stop) = stop.or_else(|| find(page, "[data-part='rows']")) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            drop(as_html(&stop).focus_with_options(&options));
        }
    }
    if let Some(document) = document {
        document.set_title(&answer.title());
    }
    true
}

/// What a fold is of: its class and the heading beside it.
fn fold_key(fold: &Element) -> String {
    let section = around(fold, "section").and_then(|section| find(&section, "h2"));
    fold.class_name() + &section.and_then(|heading| heading.text_content()).unwrap_or_default()
}

/// What a link says, apart from its counts, and in which of the copies of a page's filters it stands.
fn stop_key(stop: &Element) -> String {
    let key = stop.get_attribute("data-key").or_else(|| stop.text_content()).unwrap_or_default();
    let nav = around(stop, "nav").map(|nav| nav.class_name()).unwrap_or_default();
    key + &nav
}
