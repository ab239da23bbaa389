//! The whole drawing with how to read it.

use leptos::prelude::*;

use super::arrow::arrow;
use super::card::{self, Handle, card};
use super::layout::{Course, NodeBox, Placed, Point, place};
use super::picture::{Look, Picture};
use super::tools::{help, tools};

/// Free space around the drawing, for outlines and what runs beside the last card.
const EDGE: f64 = 6.0;

/// The drawing in a box of its own that scrolls where it is too wide, what must be said of it, and a legend.
pub(crate) fn drawing(picture: &Picture) -> AnyView {
    figure(picture, false)
}

/// The same with handles on cards and arrows, and with tools that show once they work.
pub(crate) fn explorable(picture: &Picture) -> AnyView {
    figure(picture, true)
}

fn figure(picture: &Picture, live: bool) -> AnyView {
    let placed = laid_out(picture);
    let (width, height) = size(&placed);
    let remarks = picture.remarks.iter().map(|remark| view! { <p class="drawing-remark">{remark.clone()}</p> });
    view! {
        <figure class="drawing">
            {remarks.collect_view()}
            {live.then(tools)}
            <div class="drawing-scroll" tabindex="0" role="region" aria-label=picture.label.clone()>
                <svg
                    role="group"
                    aria-label=picture.label.clone()
                    viewBox=view_box(&placed)
                    width=width
                    height=height
                >
                    {content(picture, &placed, live)}
                </svg>
            </div>
            <figcaption class="drawing-legend">
                {live.then(help)}
                {colours(picture)}
                {legend(picture, &placed)}
            </figcaption>
        </figure>
    }
    .into_any()
}

/// Where everything stands.
pub(super) fn laid_out(picture: &Picture) -> Placed {
    let boxes: Vec<NodeBox> = picture
        .cards
        .iter()
        .map(|one| NodeBox { key: one.key.clone(), width: card::WIDTH, height: card::HEIGHT })
        .collect();
    let edges: Vec<(usize, usize)> = picture.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect();
    place(&boxes, &edges)
}

/// What is seen of the drawing's plane, as SVG says it.
pub(super) fn view_box(placed: &Placed) -> String {
    let (width, height) = size(placed);
    format!("{} {} {width} {height}", -EDGE, -EDGE)
}

/// Width and height with the space around.
fn size(placed: &Placed) -> (f64, f64) {
    ((placed.width + 2.0 * EDGE).ceil(), (placed.height + 2.0 * EDGE).ceil())
}

/// Arrows, and cards upon them; with handles where something lives in the browser that may take hold of them.
pub(super) fn content(picture: &Picture, placed: &Placed, live: bool) -> AnyView {
    let arrows = picture.arrows.iter().zip(&placed.routes).map(|(one, route)| arrow(one, route, live));
    // Links are met from left to right, then from top to bottom.
    let mut order: Vec<(Point, usize)> = placed.corners.iter().copied().zip(0..).collect();
    order.sort_by(|(one, _), (other, _)| one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y)));
    let cards = order.into_iter().map(|(corner, place)| {
        let one = &picture.cards[place];
        let handle = live.then(|| Handle { place, fold: picture.folds.get(&one.key).cloned() });
        card(one, corner, handle)
    });
    view! {
        {arrows.collect_view()}
        {cards.collect_view()}
    }
    .into_any()
}

/// What the colours of cards mean. The same is said in words on the cards.
fn colours(picture: &Picture) -> Option<AnyView> {
    let keys = picture.keys.iter().map(|(class, name)| {
        view! {
            <li>
                <svg class="drawing-key" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                    <rect class=*class width="12" height="12" rx="2"></rect>
                </svg>
                {name.clone()}
            </li>
        }
    });
    let keys = keys.collect_view();
    (!picture.keys.is_empty()).then(|| view! { <ul class="drawing-keys">{keys}</ul> }.into_any())
}

/// How to read what is there; of what is not there nothing is said.
fn legend(picture: &Picture, placed: &Placed) -> String {
    let mut said = Vec::new();
    if picture.arrows.iter().any(|arrow| !arrow.holding) {
        said.push("An arrow reads “depends on”, from left to right.");
    }
    if picture.cards.iter().any(|card| card.kind.eq_ignore_ascii_case("api")) {
        said.push("An API stands between those who call it and what provides it.");
    }
    if picture.arrows.iter().any(|arrow| arrow.holding) {
        said.push("A dotted line leads from a whole to its parts; a part that another one needs hangs on that one.");
    }
    if placed.routes.iter().any(|route| route.course == Course::Backward) {
        said.push("A dashed arrow runs back: it closes a cycle.");
    }
    if picture.cards.iter().any(|card| card.look == Look::Dangling) {
        said.push("A dashed box is not in the catalog.");
    }
    said.join(" ")
}
