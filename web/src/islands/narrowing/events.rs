//! What somebody does to a list, and what follows.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, MouseEvent};

use super::parts::put;
use super::saved;
use crate::address::encode;
use crate::islands::explorer::dom::{around, find, find_all, set, unset};
use crate::islands::explorer::swap::ask;

/// Keystrokes closer together than this ask once.
const DEBOUNCE: Duration = Duration::from_millis(200);
/// The box of the list.
const BOX: &str = "form.search-box input[name=q]";

/// A list that is alive.
struct List {
    page: Element,
    said: Element,
    /// The path of the page; links to it with other queries are shown in place.
    path: String,
    /// Counts what was asked: an answer to anything but the latest is dropped.
    asked: u32,
    /// The step of the history that is shown came from typing: typing on makes none of its own.
    typed: bool,
    timer: Option<TimeoutHandle>,
}

type Shared = Rc<RefCell<List>>;

/// How the history goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Push,
    Type,
    /// It went on by itself.
    Back,
}

/// Takes hold of the page's list; `said` is where to say how much it shows.
pub(in crate::islands) fn start(said: Element) {
    let Some(window) = web_sys::window() else { return };
    let root = window.document().and_then(|document| document.document_element());
    let Some(page) = root.and_then(|root| find(&root, "[data-narrows]")) else { return };
    let path = page.get_attribute("data-narrows").unwrap_or_default();
    let list = List { page: page.clone(), said, path, asked: 0, typed: false, timer: None };
    let shared = Rc::new(RefCell::new(list));
    let on_event = Closure::<dyn Fn(Event)>::new(move |event: Event| handle(&shared, &event)).into_js_value();
    for name in ["click", "input", "submit"] {
        drop(page.add_event_listener_with_callback(name, on_event.unchecked_ref()));
    }
    drop(window.add_event_listener_with_callback("popstate", on_event.unchecked_ref()));
    saved::show(&page);
    set(&page, "data-live", "");
}

fn handle(shared: &Shared, event: &Event) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    match event.type_().as_str() {
        "popstate" => go(shared, here(), Step::Back),
        "click" => {
            let Some(target) = target else { return };
            let address = link(&shared.borrow().path, &target, event);
            if let Some(address) = address {
                event.prevent_default();
                go(shared, address, Step::Push);
            } else {
                saved::forget(&shared.borrow().page, &target);
            }
        }
        "submit" => {
            let Some(form) = target else { return };
            let address = asked_by(&shared.borrow(), &form);
            if let Some(address) = address {
                event.prevent_default();
                go(shared, address, Step::Push);
            } else if saved::keep(&shared.borrow().page, &form, &here()) {
                event.prevent_default();
            }
        }
        _ => {
            let form = target.filter(|target| target.matches(BOX).unwrap_or(false));
            let Some(form) = form.and_then(|input| around(&input, "form")) else { return };
            // Where nothing is listed yet, the first list is another page.
            if find(&shared.borrow().page, "[data-part='rows']").is_none() {
                return;
            }
            let later = shared.clone();
            let send = move || {
                let address = asked_by(&later.borrow(), &form);
                if let Some(address) = address {
                    go(&later, address, Step::Type);
                }
            };
            let mut list = shared.borrow_mut();
            if let Some(pending) = list.timer.take() {
                pending.clear();
            }
            list.timer = set_timeout_with_handle(send, DEBOUNCE).ok();
        }
    }
}

/// Where a click leads, if that is this list.
fn link(path: &str, target: &Element, event: &Event) -> Option<String> {
    let mouse: &MouseEvent = event.unchecked_ref();
    let elsewhere = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key() || mouse.button() != 0;
    let link = around(target, "a[href]:not([download])")?;
    let address = link.get_attribute("href")?;
    let is_here = address.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('?'));
    (is_here && !elsewhere).then_some(address)
}

/// What a form asks of this list; what is empty in it is left out.
fn asked_by(list: &List, form: &Element) -> Option<String> {
    if form.get_attribute("action")? != list.path {
        return None;
    }
    let mut address = list.path.clone();
    let mut sign = '?';
    for input in find_all(form, "input[name]") {
        let value = input.unchecked_ref::<HtmlInputElement>().value();
        if let (Some(name), false) = (input.get_attribute("name"), value.trim().is_empty()) {
            address.push(sign);
            address.push_str(&name);
            address.push('=');
            address.push_str(&encode(&value));
            sign = '&';
        }
    }
    Some(address)
}

/// Path and query of the browser's address.
fn here() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return String::new() };
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Shows what is at this address without leaving the page.
fn go(shared: &Shared, address: String, step: Step) {
    let (number, page) = {
        let mut list = shared.borrow_mut();
        if let Some(pending) = list.timer.take() {
            pending.clear();
        }
        list.asked += 1;
        (list.asked, list.page.clone())
    };
    set(&page, "aria-busy", "true");
    let shared = shared.clone();
    leptos::task::spawn_local(async move {
        let answer = ask(&address).await;
        if shared.borrow().asked != number {
            return;
        }
        let Some(window) = web_sys::window() else { return };
        let shown = answer.as_ref().is_ok_and(|answer| put(&page, answer));
        unset(&page, "aria-busy");
        let Some(answer) = answer.ok().filter(|_| shown) else {
            // Half of what somebody types may lead to another page, which would take the box away.
            if step == Step::Type {
                return;
            }
            // The browser then says what is wrong. This fails only for an address that is none.
            drop(window.location().assign(&address));
            return;
        };
        let mut list = shared.borrow_mut();
        if let Ok(history) = window.history() {
            let address = Some(address.as_str());
            drop(match step {
                Step::Type if list.typed => history.replace_state_with_url(&JsValue::NULL, "", address),
                Step::Type | Step::Push => history.push_state_with_url(&JsValue::NULL, "", address),
                Step::Back => Ok(()),
            });
        }
        list.typed = step == Step::Type;
        // The box says what is shown, unless somebody is typing into it.
        let words =
            answer.document_element().and_then(|root| find(&root, BOX)).and_then(|other| other.get_attribute("value"));
        if let (Some(input), false) = (find(&page, BOX), list.typed) {
            input.unchecked_ref::<HtmlInputElement>().set_value(&words.unwrap_or_default());
        }
        let extent = find(&page, ".extent").and_then(|extent| extent.text_content());
        list.said.set_text_content(extent.as_deref());
    });
}
