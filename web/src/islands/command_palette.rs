//! The command palette: go anywhere by a few letters.

use std::time::Duration;

use leptos::ev;
use leptos::html;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::palette_entry::{Entry, hits, offers, remember_page};
use super::palette_search::{search, suggested};
use crate::address::search_page;

/// Keystrokes closer together than this ask once.
const DEBOUNCE: Duration = Duration::from_millis(90);

/// What the last answer says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Offers,
    Hits(usize),
    Nothing(String),
    Failed,
}

/// A dialog with live results, opened by `/`, Ctrl-K, Cmd-K or its button. Without JavaScript the button is a link to
/// the search page.
#[island]
pub fn CommandPalette() -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let input = NodeRef::<html::Input>::new();
    let entries = RwSignal::new(Vec::<Entry>::new());
    let active = RwSignal::new(0_usize);
    let answer = RwSignal::new(Answer::Offers);
    // Counts what was typed: an answer to anything but the latest is dropped.
    let asked = StoredValue::new(0_u32);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // The words that the entries are for.
    let answered = StoredValue::new(String::new());

    let offer = move || {
        entries.set(offers(&[]));
        leptos::task::spawn_local(async move {
            // Where they do not come, the palette offers less.
            if let (Ok(most), Answer::Offers) = (suggested().await, answer.get_untracked()) {
                entries.set(offers(&most));
            }
        });
    };
    let ask = move |words: String| {
        let number = asked.try_update_value(|count| {
            *count += 1;
            *count
        });
        if let Some(pending) = timer.try_update_value(Option::take).flatten() {
            pending.clear();
        }
        let words = words.trim().to_owned();
        if words.is_empty() {
            active.set(0);
            answer.set(Answer::Offers);
            offer();
            answered.set_value(words);
            return;
        }
        let send = move || {
            leptos::task::spawn_local(async move {
                let result = search(&words).await;
                if asked.try_get_value() != number {
                    return;
                }
                active.set(0);
                answered.set_value(words.clone());
                match result {
                    Ok(results) if results.hits.is_empty() => {
                        entries.set(Vec::new());
                        answer.set(Answer::Nothing(words));
                    }
                    Ok(results) => {
                        answer.set(Answer::Hits(results.hits.len()));
                        entries.set(hits(&words, &results));
                    }
                    Err(_) => {
                        entries.set(Vec::new());
                        answer.set(Answer::Failed);
                    }
                }
            });
        };
        if let Ok(handle) = set_timeout_with_handle(send, DEBOUNCE) {
            timer.set_value(Some(handle));
        }
    };

    let open = move || {
        let (Some(dialog), Some(input)) = (dialog.get_untracked(), input.get_untracked()) else { return };
        if !dialog.open() {
            // Fails only on an element outside the document.
            drop(dialog.show_modal());
        }
        input.select();
        if answer.get_untracked() == Answer::Offers {
            offer();
        }
    };

    Effect::new(move || {
        remember_page();
        let listener = window_event_listener(ev::keydown, move |event| {
            if is_shortcut(&event) {
                event.prevent_default();
                open();
            }
        });
        on_cleanup(move || listener.remove());
    });

    let on_key = move |event: ev::KeyboardEvent| {
        let count = entries.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => active.update(|at| *at = (*at + count - 1) % count),
            // Who types faster than the answers come means the words, not what stands there still.
            "Enter" => match input.get_untracked().map(|input| input.value().trim().to_owned()) {
                Some(words) if answered.with_value(|answered| *answered != words) => go_to(&search_page(&words)),
                _ => follow(active.get_untracked()),
            },
            _ => return,
        }
        bring_into_view(active.get_untracked());
        event.prevent_default();
    };
    // A click on the backdrop arrives at the dialog itself, one on its content at a child.
    let on_dialog_click = move |event: ev::MouseEvent| {
        let Some(dialog) = dialog.get_untracked() else { return };
        let element: &web_sys::EventTarget = dialog.as_ref();
        if event.target().as_ref() == Some(element) {
            dialog.close();
        }
    };
    let on_button = move |event: ev::MouseEvent| {
        event.prevent_default();
        open();
    };

    view! {
        <a class="palette-button" href="/search" on:click=on_button>
            <span>
                "Search"
                <span class="palette-button-more">" or jump to…"</span>
            </span>
            <kbd>"/"</kbd>
        </a>
        <dialog class="palette" aria-label="Search or jump to" node_ref=dialog on:click=on_dialog_click>
            <div class="palette-box">
                <input
                    class="palette-input"
                    type="text"
                    role="combobox"
                    aria-label="Search or jump to"
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || entries.with(|all| !all.is_empty()).then(|| option_id(active.get()))
                    placeholder="A name, an owner, a word of a description"
                    autocomplete="off"
                    spellcheck="false"
                    node_ref=input
                    on:input=move |event| ask(event_target_value(&event))
                    on:keydown=on_key
                />
                <div id="palette-list" class="palette-list" role="listbox" aria-label="Results">
                    {move || {
                        entries
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(position, entry)| option(position, entry, active))
                            .collect_view()
                    }}
                </div>
                <p class="palette-status" role="status">
                    {move || status(&answer.get())}
                </p>
                <p class="palette-keys" aria-hidden="true">
                    <span>
                        <kbd>"↑"</kbd>
                        <kbd>"↓"</kbd>
                        " choose"
                    </span>
                    <span>
                        <kbd>"Enter"</kbd>
                        " open"
                    </span>
                    <span>
                        <kbd>"Esc"</kbd>
                        " close"
                    </span>
                </p>
            </div>
        </dialog>
    }
}

/// One line: a real link, so that it opens in a new tab as links do.
fn option(position: usize, entry: Entry, active: RwSignal<usize>) -> impl IntoView {
    let title = entry
        .title
        .into_iter()
        .map(|stretch| match stretch.matched {
            true => view! { <mark>{stretch.text}</mark> }.into_any(),
            false => stretch.text.into_any(),
        })
        .collect_view();
    view! {
        <a
            id=option_id(position)
            class="palette-option"
            role="option"
            tabindex="-1"
            href=entry.address
            aria-selected=move || if active.get() == position { "true" } else { "false" }
            on:mousemove=move |_| {
                if active.get_untracked() != position {
                    active.set(position);
                }
            }
        >
            <span class="palette-title">{title}</span>
            <span class="palette-detail">{entry.detail}</span>
        </a>
    }
}

fn option_id(position: usize) -> String {
    format!("palette-option-{position}")
}

fn option_element(position: usize) -> Option<web_sys::HtmlElement> {
    document().get_element_by_id(&option_id(position))?.dyn_into().ok()
}

/// Opens the line at this position as a click would.
fn follow(position: usize) {
    if let Some(option) = option_element(position) {
        option.click();
    }
}

/// Scrolls the list only as far as the line at this position needs.
fn bring_into_view(position: usize) {
    if let Some(option) = option_element(position) {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

fn go_to(address: &str) {
    // Fails only for an address that is none.
    drop(window().location().assign(address));
}

/// `/` where no text is being typed, Ctrl-K or Cmd-K anywhere.
fn is_shortcut(event: &ev::KeyboardEvent) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "k" | "K" => command && !event.alt_key() && !event.shift_key(),
        "/" => !command && !event.alt_key() && !is_typing(event),
        _ => false,
    }
}

fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    element.is_content_editable() || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

fn status(answer: &Answer) -> Option<String> {
    Some(match answer {
        Answer::Offers => return None,
        Answer::Hits(1) => "1 hit shown".to_owned(),
        Answer::Hits(count) => format!("{count} hits shown"),
        Answer::Nothing(words) => format!("Nothing matches “{words}”. Try fewer or shorter words."),
        Answer::Failed => "The server did not answer. Type on to try again.".to_owned(),
    })
}
