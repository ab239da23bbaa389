//! Colours, type, drawings.

use leptos::prelude::*;

use super::group;
use crate::components::icons;

/// Custom properties of tokens.css, and what each is for.
const COLOURS: [(&str, &str); 17] = [
    ("paper", "Behind everything"),
    ("raised", "Code, chips, a row under the pointer"),
    ("hover", "What can be pressed, under the pointer"),
    ("ink", "Text"),
    ("ink-soft", "What can be read later"),
    ("line", "Between rows"),
    ("line-firm", "Around what can be typed into or pressed"),
    ("accent", "Links, focus, what is chosen"),
    ("accent-soft", "Behind what is chosen"),
    ("on-accent", "Text on the accent"),
    ("good", "Passes"),
    ("fair", "Take care"),
    ("poor", "Fails"),
    ("good-soft", "Behind what passes"),
    ("fair-soft", "Behind a warning"),
    ("poor-soft", "Behind an error"),
    ("mark", "Words that were searched for"),
];

pub(super) fn colours() -> AnyView {
    let swatches = COLOURS.map(|(name, meaning)| {
        view! {
            <li>
                <svg class="swatch" width="48" height="32" aria-hidden="true">
                    <rect width="48" height="32" rx="4" fill=format!("var(--{name})")></rect>
                </svg>
                <span>
                    <code>{format!("--{name}")}</code>
                    <span class="absent">{meaning}</span>
                </span>
            </li>
        }
    });
    group("Colours", view! { <ul class="styleguide-grid">{swatches.into_iter().collect_view()}</ul> })
}

pub(super) fn type_scale() -> AnyView {
    group(
        "Type",
        view! {
            <p class="styleguide-h1">"Heading of a page, 24 px"</p>
            <h2>"Heading of a section, 16 px"</h2>
            <h3>"Heading of a group, 14 px"</h3>
            <p>"Text, 14 px on 21. Figures stand under figures: 1,024 and 8,888."</p>
            <p class="absent">"What can be read later."</p>
            <p>
                <code>"component:default/orders"</code>
                " in a sentence, a key: "
                <kbd>"K"</kbd>
            </p>
        },
    )
}

pub(super) fn drawings() -> AnyView {
    let drawings = icons::all().map(|(name, drawing)| {
        view! {
            <li>
                {drawing}
                <span>{name}</span>
            </li>
        }
    });
    group("Drawings", view! { <ul class="styleguide-grid">{drawings.collect_view()}</ul> })
}
