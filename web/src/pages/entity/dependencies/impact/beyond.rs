//! What is hit by way of others, each with one of the shortest ways. What is hit directly stands under "Needed by".

use catalog_schema::wire::{Impact, ImpactItem};
use leptos::prelude::*;

use crate::address::{graph_path, with_query};
use crate::components::{chain, counted, entity_link, number, owner_link, tier_label};

/// Rows at most.
const SHOWN: usize = 50;

/// The nearest of them; nothing where all are hit directly.
pub(super) fn beyond(impact: &Impact) -> Option<AnyView> {
    let direct = impact.by_distance.first().copied().unwrap_or(0);
    let all = impact.total.saturating_sub(direct);
    let items: Vec<&ImpactItem> = impact.items.iter().filter(|item| item.distance > 1).take(SHOWN).collect();
    let more = ((items.len() as u64) < all).then(|| {
        let said = format!("The nearest {} of {}. ", number(items.len() as u64), number(all));
        let address = with_query("/api/v1/graph/impact", [("root", impact.root.as_str()), ("limit", "1000")]);
        view! {
            <p class="drawing-more">
                {said} <a href=address>"All of them as JSON"</a>
            </p>
        }
    });
    (all > 0).then(|| {
        view! {
            <h3>
                "By way of others "
                <span class="count number">{number(all)}</span>
            </h3>
            <table class="rows">
                <caption class="visually-hidden">"What is hit by way of others"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Entity"</th>
                        <th scope="col">"A shortest way"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Tier"</th>
                    </tr>
                </thead>
                <tbody>{items.iter().map(|item| row(&impact.root, item)).collect_view()}</tbody>
            </table>
            {more}
        }
        .into_any()
    })
}

/// The way is read from what is hit, so that each depends on the next.
fn row(root: &str, item: &ImpactItem) -> AnyView {
    let between = item.path.iter().rev().skip(1).map(String::as_str);
    let way = (!item.path.is_empty()).then(|| chain(between, "depends on"));
    let steps = counted(item.distance.into(), "step", "steps");
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&item.entity_ref, &item.kind, item.title.as_deref())}
            </th>
            <td class="row-how" data-label="Depends on">
                {way}
                <a class="impact-why" href=graph_path(&item.entity_ref, root)>
                    {steps}
                    <span class="visually-hidden">": how each of them depends on the next"</span>
                </a>
            </td>
            <td data-label="Owner">{owner_link(item.owner.as_deref())}</td>
            <td data-label="Tier">{tier_label(item.tier)}</td>
        </tr>
    }
    .into_any()
}
