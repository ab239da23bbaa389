//! The drawn entities as a table.

use catalog_schema::wire::{Graph, GraphNode};
use leptos::prelude::*;

use super::state::State;
use crate::address::graph_path;
use crate::components::{entity_link, health_meter, kind_and_type, lifecycle_label, number, owner_link, tier_label};
use crate::drawing::{Picture, card_id};

/// Every entity of the graph, by distance; each leads to its page, to its place in the drawing, and to what can be drawn
/// around it.
pub(super) fn nodes(state: &State, root: &str, graph: &Graph, picture: Option<&Picture>) -> AnyView {
    view! {
        <section class="entity-section" aria-labelledby="entities">
            <h2 id="entities">
                "Entities "
                <span class="count number">{number(graph.nodes.len() as u64)}</span>
            </h2>
            <table class="rows">
                <caption class="visually-hidden">"Entities"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Entity"</th>
                        <th scope="col" class="figure">"Steps"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"System"</th>
                        <th scope="col">"Lifecycle"</th>
                        <th scope="col">"Tier"</th>
                        <th scope="col">"Health"</th>
                        <th scope="col">"Look on"</th>
                    </tr>
                </thead>
                <tbody>{graph.nodes.iter().map(|node| row(state, root, node, picture)).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(state: &State, root: &str, node: &GraphNode, picture: Option<&Picture>) -> AnyView {
    let reference = node.entity_ref.as_str();
    let type_cell = match node.dangling {
        true => view! { <span class="dangling">"Not in the catalog"</span> }.into_any(),
        false => kind_and_type(&node.kind, node.entity_type.as_deref()).into_any(),
    };
    let none = || view! { <span class="absent">"–"</span> }.into_any();
    let owner = match (&node.owner, node.dangling) {
        (None, true) => none(),
        (owner, _) => owner_link(owner.as_deref()),
    };
    let system = node.system.as_deref().map_or_else(none, |system| owner_link(Some(system)));
    let card = picture.and_then(|picture| picture.place_of(reference));
    let shown = card.map(|place| {
        view! {
            <a href=format!("#{}", card_id(place)) data-act="show">
                "Show"<span class="visually-hidden">{format!(" {reference} in the drawing")}</span>
            </a>
        }
    });
    let elsewhere = (reference != root).then(|| {
        let (address, words) = match state.expanded.iter().any(|expanded| expanded == reference) {
            true => (state.with_folded(reference), "Fold"),
            false => (state.with_expanded(reference), "Expand"),
        };
        view! {
            " "
            <a href=address.address() data-act="go">
                {words}
                <span class="visually-hidden">{format!(" {reference}")}</span>
            </a>
            " "
            <a href=state.around(reference).address() data-act="go">
                "Center here"<span class="visually-hidden">{format!(": {reference}")}</span>
            </a>
            " "
            <a href=graph_path(reference, root)>
                "Way"<span class="visually-hidden">{format!(" from {reference}")}</span>
            </a>
        }
    });
    view! {
        <tr data-card=card>
            <th scope="row" class="row-name">
                {entity_link(reference, &node.kind, node.title.as_deref())}
            </th>
            <td class="figure number" data-label="Steps">{node.distance}</td>
            <td class="row-type">{type_cell}</td>
            <td data-label="Owner">{owner}</td>
            <td data-label="System">{system}</td>
            <td data-label="Lifecycle">{lifecycle_label(node.lifecycle.as_deref())}</td>
            <td data-label="Tier">{tier_label(node.tier)}</td>
            <td data-label="Health">{health_meter(node.health)}</td>
            <td class="row-further">{shown} {elsewhere}</td>
        </tr>
    }
    .into_any()
}
