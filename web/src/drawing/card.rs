//! One card as SVG.

use leptos::prelude::*;

use super::layout::Point;
use super::picture::{Card, Look};
use super::text::fit;
use crate::components::{health_class, health_words, icons};

/// Every card's size.
pub(super) const WIDTH: f64 = 220.0;
pub(super) const HEIGHT: f64 = 48.0;

/// Between a card's edge and what is in it.
const INSET: f64 = 10.0;
/// Where the texts start, right of the kind's drawing.
const TEXT_LEFT: f64 = 33.0;
/// The base lines of name and note.
const NAME_LINE: f64 = 20.0;
const NOTE_LINE: f64 = 37.0;
/// Font sizes that `.drawing-card-name` and `.drawing-card-note` have; a bold name takes more room.
const NAME_SIZE: f64 = 13.0 * 1.12;
const NOTE_SIZE: f64 = 11.5;
/// What tier and health take on the right of their lines.
const TIER_ROOM: f64 = 44.0;
const HEALTH_ROOM: f64 = 32.0;
/// The stripe that shows a card's colour.
const STRIPE: (f64, f64) = (4.0, HEIGHT - 12.0);
/// The bar that shows health.
const BAR_WIDTH: f64 = 26.0;
const BAR_HEIGHT: f64 = 4.0;

/// The name by which links lead to the card at this place of the drawing.
pub(crate) fn card_id(place: usize) -> String {
    format!("card-{place}")
}

/// What a card says of itself to what lives in the browser.
#[derive(Clone, Debug, Default)]
pub(super) struct Handle {
    /// Its place in the drawing.
    pub(super) place: usize,
    /// Where the drawing leads that lacks again what this card was opened to.
    pub(super) fold: Option<String>,
}

/// The card with its top left corner at a place; with a handle where something may take hold of it.
pub(super) fn card(card: &Card, corner: Point, handle: Option<Handle>) -> AnyView {
    let class = match card.look {
        Look::Plain => "drawing-card",
        Look::Root => "drawing-card drawing-card-root",
        Look::Dangling => "drawing-card drawing-card-dangling",
        Look::Group => "drawing-card drawing-card-group",
    };
    let room = WIDTH - TEXT_LEFT - INSET;
    let name_room = if card.tier.is_some() { room - TIER_ROOM } else { room };
    let health = card.health.filter(|health| health.max > 0);
    let note_room = if health.is_some() { room - HEALTH_ROOM } else { room };
    let tier = card.tier.map(|tier| {
        view! {
            <text class="drawing-card-note" x=WIDTH - INSET y=NAME_LINE text-anchor="end">{format!("Tier {tier}")}</text>
        }
    });
    let health = health.map(|health| {
        let share = f64::from(health.score.min(health.max)) / f64::from(health.max);
        let place = format!("translate({} {})", WIDTH - INSET - BAR_WIDTH, NOTE_LINE - 6.0);
        view! {
            <g class=health_class(health) transform=place>
                <title>{format!("Health: {}", health_words(health))}</title>
                <rect class="health-track" width=BAR_WIDTH height=BAR_HEIGHT rx=BAR_HEIGHT / 2.0></rect>
                <rect
                    class="health-bar"
                    width=format!("{:.1}", share * BAR_WIDTH)
                    height=BAR_HEIGHT
                    rx=BAR_HEIGHT / 2.0
                ></rect>
            </g>
        }
    });
    let place = format!("translate({:.1} {:.1})", corner.x, corner.y);
    // The link is the box alone and has the whole name; the texts upon it, which may be shortened, let clicks through.
    let area = view! { <rect class="drawing-card-box" width=WIDTH height=HEIGHT rx="5"></rect> };
    let stripe = card.colour.map(|class| {
        let (width, height) = STRIPE;
        view! { <rect class=class x="2" y="6" width=width height=height rx="2"></rect> }
    });
    let area = match card.href.clone() {
        Some(href) => view! {
            <a href=href aria-label=card.name.clone()>
                {area}
            </a>
        }
        .into_any(),
        None => view! {
            <g role="img" aria-label=card.name.clone()>
                {area}
            </g>
        }
        .into_any(),
    };
    let key = handle.is_some().then(|| card.key.clone());
    let number = handle.as_ref().map(|handle| handle.place);
    let id = number.map(card_id);
    let fold = handle.and_then(|handle| handle.fold);
    view! {
        <g class=class transform=place id=id data-card=number data-key=key data-fold=fold>
            {area}
            <title>{card.title.clone()}</title>
            <g class="drawing-card-content">
                {stripe}
                <g class="drawing-card-icon" transform=format!("translate({INSET} 8)")>{icons::kind(&card.kind)}</g>
                <text class="drawing-card-name" x=TEXT_LEFT y=NAME_LINE aria-hidden=card.href.is_some().then_some("true")>
                    {fit(&card.name, name_room, NAME_SIZE)}
                </text>
                <text class="drawing-card-note" x=TEXT_LEFT y=NOTE_LINE>{fit(&card.note, note_room, NOTE_SIZE)}</text>
                {tier}
                {health}
            </g>
        </g>
    }
    .into_any()
}
