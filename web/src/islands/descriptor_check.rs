//! A descriptor that is checked while somebody types it.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use super::explorer::dom::{find, set};
use super::explorer::swap::send;

/// Keystrokes closer together than this ask once.
const DEBOUNCE: Duration = Duration::from_millis(400);

/// Sends the text to the page's own check after a pause in typing, and shows what that says. The server checks; without
/// JavaScript the button does the same.
#[island]
pub fn DescriptorCheck() -> impl IntoView {
    let here = NodeRef::<html::Span>::new();
    Effect::new(move || {
        if here.get().is_some() {
            start();
        }
    });
    view! { <span hidden node_ref=here></span> }
}

/// What is on its way: the pause, and how many were sent.
#[derive(Default)]
struct Typing {
    timer: Option<TimeoutHandle>,
    sent: u32,
}

fn start() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    let Some(root) = root else { return };
    let Some(text) = find(&root, "textarea[data-checked]") else { return };
    let typing = Rc::new(RefCell::new(Typing::default()));
    let on_input = Closure::<dyn Fn(Event)>::new(move |_| {
        let (root, later) = (root.clone(), typing.clone());
        let mut now = typing.borrow_mut();
        if let Some(pending) = now.timer.take() {
            pending.clear();
        }
        now.timer = set_timeout_with_handle(move || check(&root, &later), DEBOUNCE).ok();
    });
    set(&text, "data-live", "");
    drop(text.add_event_listener_with_callback("input", on_input.into_js_value().unchecked_ref()));
}

fn check(root: &Element, typing: &Rc<RefCell<Typing>>) {
    let text =
        find(root, "textarea[data-checked]").and_then(|text| text.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let address = web_sys::window().and_then(|window| window.location().pathname().ok());
    let (Some(text), Some(address)) = (text, address) else { return };
    let number = {
        let mut typing = typing.borrow_mut();
        typing.sent += 1;
        typing.sent
    };
    let (root, typing, text) = (root.clone(), typing.clone(), text.value());
    leptos::task::spawn_local(async move {
        let Ok(answer) = send(&address, &[("text", &text), ("action", "check")]).await else { return };
        // Who types on waits for what is said of that.
        if typing.borrow().sent != number {
            return;
        }
        let other = answer.document_element().and_then(|answer| find(&answer, "[data-part='found']"));
        if let (Some(part), Some(other)) = (find(&root, "[data-part='found']"), other) {
            part.set_inner_html(&other.inner_html());
        }
    });
}
