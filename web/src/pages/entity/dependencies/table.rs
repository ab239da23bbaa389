//! The tables beside the drawing.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::risks::risks;
use super::row::{How, Row, Way};
use super::walk::Side;
use crate::address::entity_page;
use crate::components::{entity_link, health_meter, kind_and_type, lifecycle_label, owner_link, tier_label};
use crate::pages::entity::related::dangling_mark;

/// One side as a table; what to do where there is nothing.
pub(super) fn table(entity: &Entity, rows: &[Row], side: Side) -> AnyView {
    let (id, heading, nothing) = match side {
        Side::DependsOn => ("depends-on", "Depends on", "Nothing that the catalog knows of."),
        Side::NeededBy => ("needed-by", "Needed by", "Nothing that the catalog knows of."),
    };
    let body = match rows.is_empty() {
        true => view! { <p class="absent">{nothing}</p> }.into_any(),
        false => view! {
            <table class="rows rows-dependencies">
                <caption class="visually-hidden">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"How"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Lifecycle"</th>
                        <th scope="col">"Tier"</th>
                        <th scope="col">"Health"</th>
                        <th scope="col">"To know"</th>
                    </tr>
                </thead>
                <tbody>{rows.iter().map(|row| table_row(entity, row, side)).collect_view()}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class="entity-section" aria-labelledby=id>
            <h2 id=id>
                {heading}
                " "
                <span class="count number">{rows.len()}</span>
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn table_row(entity: &Entity, row: &Row, side: Side) -> AnyView {
    let node = &row.node;
    let type_cell = match node.dangling {
        true => dangling_mark().into_any(),
        false => kind_and_type(&node.kind, node.entity_type.as_deref()).into_any(),
    };
    let owner = match (&node.owner, node.dangling) {
        (None, true) => view! { <span class="absent">"–"</span> }.into_any(),
        (owner, _) => owner_link(owner.as_deref()),
    };
    let risks = risks(entity, row, side);
    let risks = match risks.is_empty() {
        true => view! { <span class="absent">"–"</span> }.into_any(),
        false => view! {
            <ul class="risks">{risks.into_iter().map(|risk| view! { <li>{risk}</li> }).collect_view()}</ul>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&node.entity_ref, &node.kind, node.title.as_deref())}
            </th>
            <td class="row-how" data-label="How">{row.ways.iter().map(way).collect_view()}</td>
            <td class="row-type">{type_cell}</td>
            <td data-label="Owner">{owner}</td>
            <td data-label="Lifecycle">{lifecycle_label(node.lifecycle.as_deref())}</td>
            <td data-label="Tier">{tier_label(node.tier)}</td>
            <td data-label="Health">{health_meter(node.health)}</td>
            <td class="row-risks" data-label="To know">{risks}</td>
        </tr>
    }
    .into_any()
}

/// One reason with what the descriptors say of it.
fn way(way: &Way) -> AnyView {
    let said = match &way.how {
        How::Calling { api, name } => {
            view! { "by calling " <a href=entity_page(api) title=api.clone()>{name.clone()}</a> }.into_any()
        }
        _ => way.words().into_any(),
    };
    let notes = (!way.notes.is_empty()).then(|| view! { <span class="row-note">{way.notes.join(" · ")}</span> });
    view! {
        <p title=format!("Declared at {}", way.origin)>
            {said}
            {notes}
        </p>
    }
    .into_any()
}
