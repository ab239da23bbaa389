//! The section, from the figures to the single entities.

use catalog_schema::wire::{Entity, Impact};
use leptos::prelude::*;

use super::beyond::beyond;
use super::counts::counts;
use super::teams::teams;
use crate::address::with_query;
use crate::components::icons;

/// Everything that is hit when the entity fails. What needs it directly stands in a table of its own below.
pub(in crate::pages::entity::dependencies) fn impact(entity: &Entity, impact: &Impact) -> AnyView {
    let body = match impact.total {
        0 => view! { <p class="absent">{nothing(entity)}</p> }.into_any(),
        _ => view! {
            {counts(impact)}
            {teams(impact)}
            {downloads(&impact.root)}
            {beyond(impact)}
        }
        .into_any(),
    };
    view! {
        <section class="entity-section impact" aria-labelledby="impact">
            <h2 id="impact">"What breaks if this fails"</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Why nobody is hit. An API and a system do not fail by themselves.
fn nothing(entity: &Entity) -> &'static str {
    match entity.kind.to_ascii_lowercase().as_str() {
        "api" => {
            "Nothing depends on the API itself. Who calls it, below, is hit when a component that provides it fails: that \
             component’s page says whom to tell."
        }
        "system" | "domain" => {
            "Nothing depends on it as a whole. Each of its parts says on its own page what breaks if it fails."
        }
        _ => {
            "Nothing: no entity depends on it, neither directly nor by way of others, as far as descriptors say. Nobody has \
             to be told."
        }
    }
}

fn downloads(root: &str) -> AnyView {
    let address = |format: &str| with_query("/api/v1/graph/impact", [("root", root), ("format", format)]);
    view! {
        <p class="impact-downloads">
            "Whom to tell: "
            <a href=address("text")>"as text"</a>
            <a href=address("csv") download="whom-to-tell.csv">
                {icons::download()}
                "Download CSV"
            </a>
        </p>
    }
    .into_any()
}
