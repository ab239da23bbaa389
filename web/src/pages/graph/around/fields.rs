//! The form: around what, how far, along which relations, and how to draw it.

use leptos::prelude::*;

use super::state::{MAX_DEPTH, State, key};
use crate::components::counted;
use crate::pages::graph::form::{choice, reference, submit, tick};

/// The form with what is asked for now.
pub(super) fn fields(state: &State) -> AnyView {
    let depths = (1..=MAX_DEPTH).map(|depth| (depth.to_string(), counted(depth.into(), "step", "steps")));
    let followed = state.relations();
    let ticks = state.offered().into_iter().map(|relation| {
        let ticked = followed.contains(&relation);
        tick("relation", relation.clone(), words(&relation), ticked)
    });
    let expanded = state.expanded.iter().map(|key| view! { <input type="hidden" name="expand" value=key.clone() /> });
    view! {
        <form class="graph-form" action="/graph" method="get" role="search" aria-label="Around an entity">
            {expanded.collect_view()}
            {reference("root", "Entity", "component:orders", state.root.as_deref())}
            {choice("direction", "Direction", key(&State::DIRECTIONS, state.direction), options(&State::DIRECTIONS))}
            {choice("depth", "How far", &state.depth.to_string(), depths.collect())}
            {choice("colour", "Colour", key(&State::COLOURS, state.colour), options(&State::COLOURS))}
            {choice("group", "Boxes", key(&State::CARDS, state.cards), options(&State::CARDS))}
            {submit("Draw")}
            <fieldset class="graph-form-ticks">
                <legend>"Relations"</legend>
                {ticks.collect_view()}
            </fieldset>
        </form>
    }
    .into_any()
}

fn options<T>(table: &[(T, &'static str, &'static str)]) -> Vec<(String, String)> {
    table.iter().map(|(_, key, title)| ((*key).to_owned(), (*title).to_owned())).collect()
}

/// A relation type as people read it.
pub(super) fn words(relation: &str) -> String {
    match relation {
        "dependsOn" => "depends on",
        "consumesApi" => "consumes API",
        "providesApi" => "provides API",
        "partOf" => "part of",
        "ownedBy" => "owned by",
        "memberOf" => "member of",
        "childOf" => "within",
        other => other.strip_prefix("custom:").unwrap_or(other),
    }
    .to_owned()
}
