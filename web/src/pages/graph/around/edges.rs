//! The drawn edges as a table.

use std::collections::HashMap;

use catalog_schema::wire::{Graph, GraphEdge, GraphNode};
use leptos::prelude::*;

use super::fields::words;
use crate::address::{entity_page, short_name, with_query};
use crate::components::number;
use crate::drawing::edge_notes;

/// Rows at most. The exports have all edges.
const SHOWN: usize = 2_000;

/// Every edge of the graph as a sentence, with the descriptor that says so.
pub(super) fn edges(graph: &Graph) -> AnyView {
    let nodes: HashMap<&str, &GraphNode> = graph.nodes.iter().map(|node| (node.entity_ref.as_str(), node)).collect();
    let rows = graph.edges.iter().take(SHOWN).map(|edge| row(&nodes, edge)).collect_view();
    let rest = (graph.edges.len() > SHOWN).then(|| {
        let said = format!("The first {}; the exports above have all of them.", number(SHOWN as u64));
        view! { <p class="drawing-more">{said}</p> }
    });
    view! {
        <section class="entity-section" aria-labelledby="edges">
            <h2 id="edges">
                "Relations "
                <span class="count number">{number(graph.edges.len() as u64)}</span>
            </h2>
            <table class="rows">
                <caption class="visually-hidden">"Relations"</caption>
                <thead>
                    <tr>
                        <th scope="col">"From"</th>
                        <th scope="col">"Relation"</th>
                        <th scope="col">"To"</th>
                        <th scope="col">"Declared by"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {rest}
        </section>
    }
    .into_any()
}

fn row(nodes: &HashMap<&str, &GraphNode>, edge: &GraphEdge) -> AnyView {
    let link = |reference: &str| {
        let title = nodes.get(reference).and_then(|node| node.title.clone());
        let name = title.unwrap_or_else(|| short_name(reference));
        view! { <a href=entity_page(reference) title=reference.to_owned()>{name}</a> }
    };
    let notes = edge_notes(&edge.attributes);
    let notes = (!notes.is_empty()).then(|| view! { <span class="row-note">{notes.join(" · ")}</span> });
    let (by, place) = edge.origin.split_once('#').unwrap_or((&edge.origin, ""));
    let descriptor = with_query(&entity_page(by), [("tab", "descriptor")]);
    view! {
        <tr>
            <th scope="row" class="row-name">{link(&edge.from)}</th>
            <td>{words(&edge.relation)} {notes}</td>
            <td>{link(&edge.to)}</td>
            <td class="row-origin" data-label="Declared by">
                <a href=descriptor title=by.to_owned()>{short_name(by)}</a>
                " "
                <code>{place.to_owned()}</code>
            </td>
        </tr>
    }
    .into_any()
}
