//! The tab: a drawing on top, and the same in tables.

use catalog_schema::wire::{Entity, Graph, Impact, Relations};
use leptos::prelude::*;

use super::impact::impact;
use super::other::other_relations;
use super::row::rows;
use super::state::State;
use super::table::table;
use super::walk::Side;
use crate::address::graph_around;
use crate::drawing::{Picture, drawing};
use crate::pages::entity::people::is_of_people;

/// What the tab shows.
pub(in crate::pages::entity) struct DependenciesTab {
    pub(in crate::pages::entity) state: State,
    /// What is drawn.
    pub(in crate::pages::entity) drawn: Graph,
    /// One step on both sides, for the tables.
    pub(in crate::pages::entity) near: Graph,
    /// Everything that is hit when it fails; none for teams and people, who are no part of that relation.
    pub(in crate::pages::entity) impact: Option<Impact>,
    pub(in crate::pages::entity) relations: Relations,
}

/// The whole tab.
pub(in crate::pages::entity) fn dependencies(entity: &Entity, tab: &DependenciesTab) -> AnyView {
    if is_of_people(entity) {
        return other_relations(&tab.relations, "Relations");
    }
    let root = entity.entity_ref.as_str();
    let picture = Picture::of_graph(label(entity, tab.state), root, &tab.drawn);
    let drawn = match picture.is_without_arrows() {
        true => view! {
            <p class="absent">
                "There is nothing to draw: it needs nothing and nothing needs it, as far as descriptors say. Add "
                <code>"dependsOn"</code> ", " <code>"consumesApis"</code> " or " <code>"providesApis"</code> " under "
                <code>"spec"</code> " in " <code>{entity.path.clone()}</code> "."
            </p>
        }
        .into_any(),
        false => drawing(&picture),
    };
    let truncated = tab.near.truncated.then(|| {
        view! { <p class="drawing-remark">"There are more than the tables can hold: some are left out."</p> }
    });
    view! {
        <section aria-labelledby="drawing">
            <h2 id="drawing" class="visually-hidden">"Drawing"</h2>
            {controls(root, tab.state)}
            {drawn}
        </section>
        {tab.impact.as_ref().map(|found| impact(entity, found))}
        {truncated}
        {table(entity, &rows(&tab.near, root, Side::DependsOn), Side::DependsOn)}
        {table(entity, &rows(&tab.near, root, Side::NeededBy), Side::NeededBy)}
        {other_relations(&tab.relations, "Other relations")}
    }
    .into_any()
}

fn label(entity: &Entity, state: State) -> String {
    let name = entity.display_name();
    let steps = if state.depth == 1 { "one step".to_owned() } else { format!("{} steps", state.depth) };
    match state.sides() {
        [Side::DependsOn] => format!("What {name} depends on, {steps} far"),
        [Side::NeededBy] => format!("What needs {name}, {steps} far"),
        _ => format!("What {name} depends on and what needs it, {steps} far"),
    }
}

/// Direction and depth, a link each.
fn controls(root: &str, state: State) -> AnyView {
    let directions = state.directions().map(|(title, other)| choice(root, title.to_owned(), other, other == state));
    let depths = state.depths().map(|(title, other)| choice(root, title, other, other == state));
    view! {
        <nav class="drawing-controls" aria-label="What is drawn">
            <div>
                <span id="direction">"Direction"</span>
                <ul class="chips" aria-labelledby="direction">{directions.collect_view()}</ul>
            </div>
            <div>
                <span id="depth">"Steps"</span>
                <ul class="chips" aria-labelledby="depth">{depths.collect_view()}</ul>
            </div>
            <a href=graph_around(root)>"Open in the graph"</a>
        </nav>
    }
    .into_any()
}

fn choice(root: &str, title: String, state: State, is_current: bool) -> AnyView {
    view! {
        <li>
            <a class="chip" href=state.address(root) aria-current=is_current.then_some("true")>
                {title}
            </a>
        </li>
    }
    .into_any()
}
