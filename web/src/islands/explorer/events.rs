//! What people do, and what comes of it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent, TouchEvent, WheelEvent};

use super::board::Board;
use super::dom::{around, find, number, set, unset};
use super::panel;
use super::steps::{self, Way};
use super::swap::{ask, put};
use super::view::{STEP, View, between};

/// What is listened to on the whole page, and on the box around the drawing.
const OF_PAGE: [&str; 3] = ["click", "keydown", "focusin"];
const OF_DRAWING: [&str; 10] = [
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "dragstart",
    "wheel",
    "touchstart",
    "touchmove",
    "touchend",
    "touchcancel",
];
/// A pointer that moved no farther than this, in pixels, has clicked.
const STILL: i32 = 4;

/// The one explorer of a page.
struct Explorer {
    page: Element,
    /// Read out to those who do not see what is selected.
    said: Element,
    on_event: JsValue,
    shown: Option<(Board, View)>,
    /// Path and query of what is shown.
    address: String,
    /// Counts what was asked for: an answer to anything but the latest is dropped.
    asked: u32,
    drag: Option<Drag>,
    /// Distance and middle of two fingers.
    pinch: Option<(f64, f64, f64)>,
}

/// A mouse button that is held down.
#[derive(Clone, Copy)]
struct Drag {
    at: (i32, i32),
    moved: bool,
}

type Shared = Rc<RefCell<Explorer>>;

/// Takes hold of the page's drawing, if it has one. What is selected is said in `said`.
pub(in crate::islands) fn start(said: Element) {
    let Some(window) = web_sys::window() else { return };
    let root = window.document().and_then(|document| document.document_element());
    let Some(page) = root.and_then(|root| find(&root, ".graph-page")) else { return };
    let explorer = Rc::new(RefCell::new(Explorer {
        page: page.clone(),
        said,
        on_event: JsValue::NULL,
        shown: None,
        address: here(),
        asked: 0,
        drag: None,
        pinch: None,
    }));
    let shared = explorer.clone();
    let on_event = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        // What an event's own handling brings about, such as a change of focus, is handled already.
        let wanted = match shared.try_borrow_mut() {
            Ok(mut explorer) => explorer.handle(&event),
            Err(_) => None,
        };
        if let Some(Wanted { address, push }) = wanted {
            go(&shared, address, push);
        }
    });
    let function = on_event.into_js_value();
    for name in OF_PAGE {
        drop(page.add_event_listener_with_callback(name, function.unchecked_ref()));
    }
    drop(window.add_event_listener_with_callback("popstate", function.unchecked_ref()));
    let Ok(mut explorer) = explorer.try_borrow_mut() else { return };
    explorer.on_event = function;
    explorer.attach();
    explorer.begin();
}

/// Another address to show.
struct Wanted {
    address: String,
    /// It is a new step of the browser's history.
    push: bool,
}

/// Path and query of the browser's address.
fn here() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return String::new() };
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Shows what is at this address without leaving the page. What is selected stays where it is seen.
fn go(shared: &Shared, address: String, push: bool) {
    let (number, page) = {
        let Ok(mut explorer) = shared.try_borrow_mut() else { return };
        explorer.asked += 1;
        set(&explorer.page, "aria-busy", "true");
        (explorer.asked, explorer.page.clone())
    };
    let shared = shared.clone();
    leptos::task::spawn_local(async move {
        let answer = ask(&address).await;
        let Ok(mut explorer) = shared.try_borrow_mut() else { return };
        if explorer.asked != number {
            return;
        }
        let before = explorer.held();
        let focused = explorer.has_focus();
        if !answer.is_ok_and(|answer| put(&page, &answer)) {
            // The browser then says what is wrong. This fails only for an address that is none.
            drop(web_sys::window().map(|window| window.location().assign(&address)));
            return;
        }
        unset(&page, "aria-busy");
        if push && let Some(Ok(history)) = web_sys::window().map(|window| window.history()) {
            drop(history.push_state_with_url(&JsValue::NULL, "", Some(&address)));
        }
        explorer.address = address;
        explorer.attach();
        explorer.resume(before, focused);
    });
}

/// What is to stay where it is: a box's key, and where its corner is seen; of several the first that is still there.
type Held = Vec<(String, (f64, f64))>;

impl Explorer {
    /// Finds the drawing that is on the page now.
    fn attach(&mut self) {
        let board = Board::new(&self.page);
        let scroll = find(&self.page, ".explorer .drawing-scroll");
        set(&self.page, "data-live", "");
        self.shown = board.zip(scroll).and_then(|(board, scroll)| {
            // The boxes can have the focus, so the box around them need not.
            unset(&scroll, "tabindex");
            for name in OF_DRAWING {
                drop(scroll.add_event_listener_with_callback(name, self.on_event.unchecked_ref()));
            }
            let view = View::new(scroll, board.svg.clone())?;
            Some((board, view))
        });
    }

    /// Shows what the drawing is about.
    fn begin(&self) {
        if let Some((board, view)) = &self.shown
            && let Some(&corner) = board.corners.get(board.current)
        {
            view.reveal_in_the_middle(corner);
        }
    }

    /// What is selected, the nearest boxes that it is joined with, and what the drawing is about; and how large it is.
    fn held(&mut self) -> (Held, f64) {
        let Some((board, view)) = &mut self.shown else { return (Vec::new(), 1.0) };
        let mut places = vec![board.current];
        places.extend(board.neighbours(board.current));
        places.push(board.root);
        let held = |&place: &usize| Some((board.key(place)?, view.seen(*board.corners.get(place)?)));
        (places.iter().filter_map(held).collect(), view.scale)
    }

    fn has_focus(&self) -> bool {
        let active = self.page.owner_document().and_then(|document| document.active_element());
        active.is_some_and(|active| self.page.contains(Some(&active)))
    }

    /// Goes on after another drawing was put in place.
    fn resume(&mut self, (held, scale): (Held, f64), focused: bool) {
        let found = self.shown.as_mut().and_then(|(board, view)| {
            let (rank, place, seen) =
                held.iter().zip(0..).find_map(|((key, seen), rank)| Some((rank, board.place_of(key)?, seen)))?;
            view.hold(*board.corners.get(place)?, *seen, scale);
            Some((rank, place))
        });
        match found {
            Some((0, place)) => self.select(place, true),
            Some((_, place)) => self.show(place),
            None => self.begin(),
        }
        if focused && let Some((board, _)) = &self.shown {
            board.focus(board.current);
        }
    }

    fn handle(&mut self, event: &Event) -> Option<Wanted> {
        match event.type_().as_str() {
            "click" => return self.click(event.unchecked_ref()),
            "keydown" => return self.key(event.unchecked_ref()),
            "popstate" => {
                let address = here();
                return (address != self.address).then_some(Wanted { address, push: false });
            }
            "focusin" if self.drag.is_none() => {
                if let Some(place) = card(event) {
                    self.select(place, true);
                    self.reveal(place);
                }
            }
            "dragstart" => event.prevent_default(),
            "wheel" => self.wheel(event.unchecked_ref()),
            "pointerdown" => self.press(event.unchecked_ref()),
            "pointermove" => self.drag(event.unchecked_ref()),
            "pointerup" | "pointercancel" => self.release(),
            "touchstart" | "touchmove" => self.touch(event.unchecked_ref()),
            "touchend" | "touchcancel" => self.pinch = None,
            _ => {}
        }
        None
    }

    fn click(&mut self, event: &MouseEvent) -> Option<Wanted> {
        // A drag ends in a click, too.
        if self.drag.take().is_some_and(|drag| drag.moved) {
            event.prevent_default();
            return None;
        }
        let target: Element = event.target()?.dyn_into().ok()?;
        // Keys follow links, and so does who wants them in a tab of their own.
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let by_keys = event.detail() == 0;
        if plain && let Some(tool) = around(&target, "[data-act]") {
            let act = tool.get_attribute("data-act")?;
            if act != "open" {
                event.prevent_default();
            }
            return self.act(&act, &tool);
        }
        if let Some(place) = card(event) {
            if plain && !by_keys {
                event.prevent_default();
                self.select(place, true);
            }
        } else if around(&target, "a, button").is_some() {
            return None;
        } else if let Some(place) = row(&target) {
            self.select(place, false);
            self.show(place);
        } else if around(&target, ".drawing-scroll").is_some() {
            self.let_go();
        }
        None
    }

    fn act(&mut self, act: &str, tool: &Element) -> Option<Wanted> {
        let (board, view) = self.shown.as_mut()?;
        match act {
            "in" => view.zoom(STEP, None),
            "out" => view.zoom(1.0 / STEP, None),
            "fit" => view.fit(*board.corners.get(board.current)?),
            "real" => view.zoom(1.0 / view.scale, None),
            "close" => self.let_go(),
            "show" => {
                let place = row(tool)?;
                self.select(place, false);
                self.show(place);
                let (board, view) = self.shown.as_ref()?;
                board.focus(place);
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                view.scroll.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
            "go" | "center" | "expand" => {
                if let Some(place) = row(tool) {
                    self.select(place, false);
                }
                return Some(Wanted { address: tool.get_attribute("href")?, push: true });
            }
            _ => {}
        }
        None
    }

    fn key(&mut self, event: &KeyboardEvent) -> Option<Wanted> {
        let target: Element = event.target()?.dyn_into().ok()?;
        around(&target, ".drawing-scroll, .explorer-selected, .explorer-tools")?;
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return None;
        }
        self.drag = None;
        if event.key() == "Escape" {
            self.let_go();
            return None;
        }
        let (board, view) = self.shown.as_mut()?;
        let place = board.current;
        let way = match event.key().as_str() {
            "ArrowLeft" => Some(Way::Left),
            "ArrowRight" => Some(Way::Right),
            "ArrowUp" => Some(Way::Up),
            "ArrowDown" => Some(Way::Down),
            "+" | "=" => {
                view.zoom(STEP, None);
                None
            }
            "-" => {
                view.zoom(1.0 / STEP, None);
                None
            }
            "0" => {
                view.fit(*board.corners.get(place)?);
                None
            }
            key @ ("e" | "c") => {
                let address = panel::address(board, place, if key == "e" { "expand" } else { "center" })?;
                self.select(place, true);
                event.prevent_default();
                return Some(Wanted { address, push: true });
            }
            _ => return None,
        };
        event.prevent_default();
        if let Some(way) = way {
            let joined = board.neighbours(place);
            // The first key shows where one is.
            let next =
                if board.selected.is_none() { Some(place) } else { steps::next(&board.corners, place, &joined, way) };
            if let Some(next) = next {
                self.select(next, true);
                self.reveal(next);
                self.shown.as_ref()?.0.focus(next);
            }
        }
        None
    }

    /// Selects a box and its rows. Where `rows` says so these come into view; else the table stays as it is seen.
    fn select(&mut self, place: usize, rows: bool) {
        let Some((board, _)) = &mut self.shown else { return };
        if !board.select(place) {
            return;
        }
        let beside = find(&board.explorer, ".explorer-beside");
        let row = beside.as_ref().and_then(|beside| find(beside, "tr[data-selected]"));
        let top = |element: &Option<Element>| element.as_ref().map_or(0.0, |it| it.get_bounding_client_rect().top());
        let before = top(&row);
        self.said.set_text_content(panel::fill(board, place).as_deref());
        let (Some(outer), Some(inner)) = (&beside, &row) else { return };
        let (around, within) = (outer.get_bounding_client_rect(), inner.get_bounding_client_rect());
        let hidden = within.top() < around.top() || within.bottom() > around.bottom();
        let down = match rows {
            // What is said above the table does not push the row away from under the mouse.
            false => within.top() - before,
            true if hidden => within.top() - around.top() - around.height() / 3.0,
            true => return,
        };
        outer.set_scroll_top(outer.scroll_top() + down as i32);
    }

    fn let_go(&mut self) {
        if let Some((board, _)) = &mut self.shown {
            board.let_go();
            panel::hide(board);
            self.said.set_text_content(None);
        }
    }

    fn reveal(&self, place: usize) {
        if let Some((board, view)) = &self.shown
            && let Some(&corner) = board.corners.get(place)
        {
            view.reveal(corner);
        }
    }

    fn show(&self, place: usize) {
        if let Some((board, view)) = &self.shown
            && let Some(&corner) = board.corners.get(place)
        {
            view.reveal_in_the_middle(corner);
        }
    }

    fn wheel(&mut self, event: &WheelEvent) {
        // Without a key the wheel scrolls, as everywhere. Two fingers on a pad come with the key.
        if !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        event.prevent_default();
        let pixels = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { 32.0 };
        let times = between(1.0 - event.delta_y() * pixels * 0.004, 1.0 / STEP, STEP);
        if let Some((_, view)) = &mut self.shown {
            view.zoom(times, Some((event.client_x().into(), event.client_y().into())));
        }
    }

    fn press(&mut self, event: &PointerEvent) {
        // Fingers scroll without help.
        self.drag = (event.pointer_type() == "mouse" && event.button() == 0)
            .then(|| Drag { at: (event.client_x(), event.client_y()), moved: false });
    }

    fn drag(&mut self, event: &PointerEvent) {
        let (Some(drag), Some((_, view))) = (&mut self.drag, &self.shown) else { return };
        if event.buttons() & 1 == 0 {
            return;
        }
        let (x, y) = (event.client_x(), event.client_y());
        let (right, down) = (x - drag.at.0, y - drag.at.1);
        if !drag.moved {
            if right.abs() <= STILL && down.abs() <= STILL {
                return;
            }
            drag.moved = true;
            set(&view.scroll, "data-dragged", "");
            drop(view.scroll.set_pointer_capture(event.pointer_id()));
        }
        drag.at = (x, y);
        view.drag(right, down);
    }

    /// The click that follows a drag forgets it.
    fn release(&mut self) {
        if let Some((_, view)) = &self.shown {
            unset(&view.scroll, "data-dragged");
        }
        self.drag = self.drag.filter(|drag| drag.moved);
    }

    fn touch(&mut self, event: &TouchEvent) {
        let fingers = event.touches();
        let (Some(one), Some(other), Some((_, view))) = (fingers.get(0), fingers.get(1), &mut self.shown) else {
            return;
        };
        event.prevent_default();
        let (left, top) = (f64::from(one.client_x()), f64::from(one.client_y()));
        let (right, bottom) = (f64::from(other.client_x()), f64::from(other.client_y()));
        let apart = ((right - left) * (right - left) + (bottom - top) * (bottom - top)).sqrt().max(1.0);
        let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
        if let Some((before, before_x, before_y)) = self.pinch {
            view.drag((x - before_x) as i32, (y - before_y) as i32);
            view.zoom(apart / before, Some((x, y)));
        }
        self.pinch = Some((apart, x, y));
    }
}

/// The place of the box that an event is about.
fn card(event: &Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    place(&around(&target, ".explorer .drawing-card")?)
}

/// The place of the box of the row that an element is in.
fn row(element: &Element) -> Option<usize> {
    place(&around(element, ".explorer tr[data-card]")?)
}

fn place(element: &Element) -> Option<usize> {
    number(element, "data-card").and_then(|place| usize::try_from(place).ok())
}
