//! What is selected, in words, and where it leads.

use web_sys::Element;

use super::board::Board;
use super::dom::{as_html, find, set, unset};
use crate::address::encode;

/// Fills the panel with the box at this place; all of it in one line is handed back.
pub(super) fn fill(board: &Board, place: usize) -> Option<String> {
    let panel = find(&board.explorer, ".explorer-selected")?;
    let words = board.words(place)?;
    let mut lines = words.lines();
    find(&panel, ".explorer-name")?.set_text_content(lines.next());
    let facts = find(&panel, ".explorer-facts")?;
    facts.set_text_content(None);
    let document = panel.owner_document()?;
    for line in lines {
        let fact = document.create_element("p").ok()?;
        fact.set_text_content(Some(line));
        drop(facts.append_child(&fact));
    }
    for act in ["open", "center", "expand"] {
        lead(&panel, act, address(board, place, act));
    }
    if let Some(expand) = find(&panel, "[data-act=expand]") {
        expand.set_text_content(Some(if board.fold(place).is_some() { "Fold" } else { "Expand" }));
    }
    unset(&panel, "hidden");
    Some(words.replace('\n', ", "))
}

/// Empties it.
pub(super) fn hide(board: &Board) {
    if let Some(panel) = find(&board.explorer, ".explorer-selected") {
        set(&panel, "hidden", "");
    }
}

/// Where an act on a box leads; nowhere where it makes no sense.
pub(super) fn address(board: &Board, place: usize, act: &str) -> Option<String> {
    if act == "open" {
        return board.address(place);
    }
    let key = board.key(place)?;
    if act == "expand"
        && let Some(fold) = board.fold(place)
    {
        return Some(fold);
    }
    let (name, sensible) = match act {
        "center" => ("data-center", !key.starts_with(':')),
        _ => ("data-expand", true),
    };
    let before = board.explorer.get_attribute(name).filter(|_| sensible)?;
    Some(before + &encode(&key))
}

fn lead(panel: &Element, act: &str, address: Option<String>) {
    let Some(link) = find(panel, &format!("[data-act={act}]")) else { return };
    as_html(&link).set_hidden(address.is_none());
    match address {
        Some(address) => set(&link, "href", &address),
        None => unset(&link, "href"),
    }
}
