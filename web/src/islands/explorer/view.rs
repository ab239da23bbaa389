//! Which part of the drawing is seen, and how large. The box around it scrolls, so that moving about costs no drawing;
//! zooming gives the drawing another size.

use web_sys::Element;

use super::dom::{number, set, style, unset};

/// Sizes that buttons and keys step to, per step.
pub(super) const STEP: f64 = 1.25;
const LARGEST: f64 = 2.0;
const SMALLEST: f64 = 0.05;
const SMALLEST_TO_FIT: f64 = 0.2;
/// Below this size second lines are not readable and not shown.
const FAR: f64 = 0.5;
/// Size of a box, as the server draws it.
const CARD: (f64, f64) = (220.0, 48.0);
/// The drawing's own edge, and what is kept free around a box that is brought into view.
const EDGE: f64 = 6.0;
const MARGIN: f64 = 32.0;

/// The view on a drawing. Lengths are pixels of the screen.
pub(super) struct View {
    pub(super) scroll: Element,
    svg: Element,
    /// The drawing's real size.
    size: (f64, f64),
    pub(super) scale: f64,
    /// Free space left of and above the drawing.
    margin: (i32, i32),
}

impl View {
    pub(super) fn new(scroll: Element, svg: Element) -> Option<Self> {
        let size = (f64::from(number(&svg, "width")?), f64::from(number(&svg, "height")?));
        let mut view = Self { scroll, svg, size, scale: 1.0, margin: (0, 0) };
        let (left, top) = view.middle(1.0);
        view.put(left.max(0.0), top.max(0.0), 1.0, false);
        Some(view)
    }

    fn room(&self) -> (f64, f64) {
        (f64::from(self.scroll.client_width()), f64::from(self.scroll.client_height()))
    }

    /// Where the drawing's corner is, from that of the box around it.
    fn corner(&self) -> (f64, f64) {
        (f64::from(self.margin.0 - self.scroll.scroll_left()), f64::from(self.margin.1 - self.scroll.scroll_top()))
    }

    /// Where the corner is when the drawing is in the middle.
    fn middle(&self, scale: f64) -> (f64, f64) {
        let (width, height) = self.room();
        ((width - self.size.0 * scale) / 2.0, (height - self.size.1 * scale) / 2.0)
    }

    /// Puts the drawing's corner here at this scale. Unless it is to be `exact`, no more space stays free beside the
    /// drawing than must.
    fn put(&mut self, left: f64, top: f64, scale: f64, exact: bool) {
        let (room, middle) = (self.room(), self.middle(scale));
        let size = ((self.size.0 * scale).round(), (self.size.1 * scale).round());
        let fit = |at: f64, middle: f64| if middle >= 0.0 { middle } else { between(at, 2.0 * middle, 0.0) };
        let (left, top) = if exact { (left, top) } else { (fit(left, middle.0), fit(top, middle.1)) };
        let (left, top) = (left.round(), top.round());
        let after = |at: f64, size: f64, room: f64| if at < 0.0 { (room - at - size).max(0.0) as i32 } else { 0 };
        self.margin = (left.max(0.0) as i32, top.max(0.0) as i32);
        set(&self.svg, "width", &(size.0 as i32).to_string());
        set(&self.svg, "height", &(size.1 as i32).to_string());
        style(&self.svg, "margin", &[self.margin.1, 0, 0, self.margin.0]);
        let (right, below) = (after(left, size.0, room.0), after(top, size.1, room.1));
        style(&self.svg, "padding", &[0, right, below, 0]);
        self.scroll.set_scroll_left((-left).max(0.0) as i32);
        self.scroll.set_scroll_top((-top).max(0.0) as i32);
        self.scale = scale;
        if scale < FAR {
            set(&self.svg, "data-far", "");
        } else {
            unset(&self.svg, "data-far");
        }
    }

    /// All of it, as large as it fits, and never larger than it is. What would be too small to see anything is as small as
    /// makes sense, with this box in sight.
    pub(super) fn fit(&mut self, card: (i32, i32)) {
        let (width, height) = self.room();
        let scale = between((width / self.size.0).min(height / self.size.1), SMALLEST_TO_FIT, 1.0);
        self.put(0.0, 0.0, scale, false);
        self.reveal_in_the_middle(card);
    }

    /// Times as large, with what is at this point of the window staying there; around the middle without one.
    pub(super) fn zoom(&mut self, times: f64, point: Option<(f64, f64)>) {
        let (width, height) = self.room();
        let (x, y) = match point {
            Some((x, y)) => {
                let around = self.scroll.get_bounding_client_rect();
                (x - around.left(), y - around.top())
            }
            None => (width / 2.0, height / 2.0),
        };
        let scale = between(self.scale * times, SMALLEST, LARGEST);
        let (left, top) = self.corner();
        let grown = scale / self.scale;
        self.put(x - (x - left) * grown, y - (y - top) * grown, scale, false);
    }

    /// Moves what is seen along with the pointer.
    pub(super) fn drag(&self, right: i32, down: i32) {
        self.scroll.set_scroll_left(self.scroll.scroll_left() - right);
        self.scroll.set_scroll_top(self.scroll.scroll_top() - down);
    }

    /// Where a box's corner is seen.
    pub(super) fn seen(&self, card: (i32, i32)) -> (f64, f64) {
        let (left, top) = self.corner();
        (left + (f64::from(card.0) + EDGE) * self.scale, top + (f64::from(card.1) + EDGE) * self.scale)
    }

    /// Shows a box at the very place, at this scale.
    pub(super) fn hold(&mut self, card: (i32, i32), (x, y): (f64, f64), scale: f64) {
        let left = x - (f64::from(card.0) + EDGE) * scale;
        let top = y - (f64::from(card.1) + EDGE) * scale;
        self.put(left, top, scale, true);
    }

    /// Moves no farther than needed to see all of a box.
    pub(super) fn reveal(&self, card: (i32, i32)) {
        let ((x, y), (width, height)) = (self.seen(card), self.room());
        let needed = |at: f64, size: f64, room: f64| {
            if at < MARGIN { at - MARGIN } else { between(at + size + MARGIN - room, 0.0, at - MARGIN) }
        };
        let right = needed(x, CARD.0 * self.scale, width);
        let down = needed(y, CARD.1 * self.scale, height);
        self.drag(-(right as i32), -(down as i32));
    }

    /// Moves a box to the middle, where it is not seen.
    pub(super) fn reveal_in_the_middle(&self, card: (i32, i32)) {
        let ((x, y), (width, height)) = (self.seen(card), self.room());
        let (right, below) = (x + CARD.0 * self.scale, y + CARD.1 * self.scale);
        if x < 0.0 || y < 0.0 || right > width || below > height {
            let (by_right, by_down) = ((width - x - right) / 2.0, (height - y - below) / 2.0);
            self.drag(by_right as i32, by_down as i32);
        }
    }
}

/// The number of these two bounds' range that is nearest to `at`. The standard library's `clamp` brings words for its panic
/// along, and with them the printing of floats, a tenth of the bundle.
pub(super) fn between(at: f64, lower: f64, upper: f64) -> f64 {
    at.min(upper).max(lower)
}
