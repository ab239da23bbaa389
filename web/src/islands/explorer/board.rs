//! The drawing's boxes and arrows, looked up once, and which of them are lit.

use web_sys::Element;

use super::dom::{as_html, find, find_all, number, numbers, set, unset};

/// A drawing on the page.
pub(super) struct Board {
    /// All that belongs to it.
    pub(super) explorer: Element,
    pub(super) svg: Element,
    /// Boxes by their places in the drawing.
    cards: Vec<Element>,
    /// Their top left corners.
    pub(super) corners: Vec<(i32, i32)>,
    arrows: Vec<Element>,
    /// Per box: the box at the other end of each of its arrows, and the arrow.
    joined: Vec<Vec<(usize, usize)>>,
    pub(super) selected: Option<usize>,
    /// What the drawing is about; its first box where it is about none.
    pub(super) root: usize,
    /// The one box that the Tab key reaches.
    pub(super) current: usize,
    /// What has attributes because of the selection.
    lit: Vec<Element>,
}

impl Board {
    /// The drawing below this element. From here on it is one stop of the Tab key.
    pub(super) fn new(page: &Element) -> Option<Self> {
        let explorer = find(page, ".explorer")?;
        let svg = find(&explorer, ".drawing-scroll > svg")?;
        let drawn = find_all(&svg, ".drawing-card");
        // They are drawn in another order than they are numbered in.
        let mut cards = drawn.clone();
        for card in drawn {
            let place = number(&card, "data-card").and_then(|place| usize::try_from(place).ok());
            if let Some(slot) = place.and_then(|place| cards.get_mut(place)) {
                *slot = card;
            }
        }
        let corner = |card: &Element| {
            let [x, y] = numbers(&card.get_attribute("transform")?);
            Some((x?, y?))
        };
        let corners = cards.iter().map(|card| corner(card).unwrap_or_default()).collect();
        let root = cards.iter().position(|card| card.class_name_has("drawing-card-root")).unwrap_or(0);
        for link in find_all(&svg, ".drawing-card > :first-child") {
            set(&link, "tabindex", "-1");
        }
        let mut board = Self {
            explorer,
            svg,
            corners,
            joined: Vec::new(),
            arrows: Vec::new(),
            cards,
            selected: None,
            root,
            current: root,
            lit: Vec::new(),
        };
        board.stop_at(root);
        Some(board)
    }

    /// What the Tab key and the focus reach of a box: its link, or what stands for it.
    fn target(&self, place: usize) -> Option<Element> {
        self.cards.get(place)?.first_element_child()
    }

    /// The address that a box leads to.
    pub(super) fn address(&self, place: usize) -> Option<String> {
        self.target(place)?.get_attribute("href")
    }

    /// What a box stands for: a reference, or a group where it starts with a colon.
    pub(super) fn key(&self, place: usize) -> Option<String> {
        self.cards.get(place)?.get_attribute("data-key")
    }

    /// Where the drawing leads that lacks again what this box was opened to.
    pub(super) fn fold(&self, place: usize) -> Option<String> {
        self.cards.get(place)?.get_attribute("data-fold")
    }

    /// All of it in words.
    pub(super) fn words(&self, place: usize) -> Option<String> {
        find(self.cards.get(place)?, "title")?.text_content()
    }

    /// The box of this key.
    pub(super) fn place_of(&self, key: &str) -> Option<usize> {
        (0..self.cards.len()).find(|&place| self.key(place).as_deref() == Some(key))
    }

    /// The boxes that arrows join this one with.
    pub(super) fn neighbours(&mut self, place: usize) -> Vec<usize> {
        self.look_up_arrows();
        self.joined.get(place).into_iter().flatten().map(|&(other, _)| other).collect()
    }

    /// Puts the focus on a box without scrolling.
    pub(super) fn focus(&self, place: usize) {
        if let Some(target) = self.target(place) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            drop(as_html(&target).focus_with_options(&options));
        }
    }

    /// Lights a box with its arrows and neighbours; everything else fades. Whether that is another one than before.
    pub(super) fn select(&mut self, place: usize) -> bool {
        if place >= self.cards.len() || self.selected == Some(place) {
            return false;
        }
        self.fade();
        self.look_up_arrows();
        self.selected = Some(place);
        self.stop_at(place);
        let mut lit = vec![self.cards[place].clone()];
        for &(other, arrow) in self.joined.get(place).into_iter().flatten() {
            lit.extend([self.cards[other].clone(), self.arrows[arrow].clone()]);
        }
        lit.iter().for_each(|element| set(element, "data-near", ""));
        set(&self.cards[place], "data-selected", "");
        set(&self.svg, "data-chosen", "");
        for row in find_all(&self.explorer, &format!("tr[data-card=\"{place}\"]")) {
            set(&row, "data-selected", "");
            lit.push(row);
        }
        self.lit = lit;
        true
    }

    /// Lights everything again.
    pub(super) fn let_go(&mut self) {
        self.fade();
        unset(&self.svg, "data-chosen");
        self.selected = None;
    }

    /// Takes the light from what is lit. That something is selected stays said: to say that anew costs a look at every box.
    fn fade(&mut self) {
        for element in self.lit.drain(..) {
            unset(&element, "data-near");
            unset(&element, "data-selected");
        }
    }

    fn stop_at(&mut self, place: usize) {
        if let Some(before) = self.target(self.current) {
            set(&before, "tabindex", "-1");
        }
        self.current = place;
        if let Some(now) = self.target(place) {
            set(&now, "tabindex", "0");
        }
    }

    fn look_up_arrows(&mut self) {
        if !self.joined.is_empty() {
            return;
        }
        self.joined = vec![Vec::new(); self.cards.len()];
        for arrow in find_all(&self.svg, ".drawing-arrow") {
            let place = |name| number(&arrow, name).and_then(|place| usize::try_from(place).ok());
            let (Some(from), Some(to)) = (place("data-from"), place("data-to")) else { continue };
            if from < self.joined.len() && to < self.joined.len() {
                self.joined[from].push((to, self.arrows.len()));
                self.joined[to].push((from, self.arrows.len()));
                self.arrows.push(arrow);
            }
        }
    }
}

/// Whether an element has a class.
trait HasClass {
    fn class_name_has(&self, class: &str) -> bool;
}

impl HasClass for Element {
    fn class_name_has(&self, class: &str) -> bool {
        self.get_attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }
}
