//! The rows.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::chooser::chooser_box;
use super::columns::headings;
use super::measure::Measure;
use super::state::CatalogState;
use crate::address::{entity_page, with_query};
use crate::components::{
    health_meter, icons, kind_and_type, lifecycle_label, number, owner_link, tier_label, time_ago,
};

/// A table that reads as a list of cards where the screen is narrow.
/// With `chosen` each row has a box to choose it by. Times count from `now`, milliseconds since the Unix epoch.
pub(super) fn table(state: &CatalogState, entities: &[Entity], chosen: bool, now: i64) -> AnyView {
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Entities"</caption>
            <thead>
                <tr>{headings(state)}</tr>
            </thead>
            <tbody>{entities.iter().map(|entity| row(entity, Measure::of(state), chosen, now)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(entity: &Entity, measure: Option<&Measure>, chosen: bool, now: i64) -> AnyView {
    let second = second_name(entity).map(|name| view! { <span class="row-ref">{name}</span> });
    let stale = entity.stale.then(|| {
        view! { <span class="stale-mark" title="Its descriptor does not decode any more">"Stale"</span> }
    });
    let by = entity.changed_by.clone().map(|name| view! { <span class="row-by">" by " {name}</span> });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {chosen.then(|| chooser_box(entity))}
                <a class="entity-link" href=entity_page(&entity.entity_ref) title=entity.entity_ref.clone()>
                    {icons::kind(&entity.kind)}
                    <span>{entity.display_name().to_owned()}</span>
                </a>
                {stale}
                {second}
            </th>
            <td class="row-type">{kind_and_type(&entity.kind, entity.entity_type.as_deref())}</td>
            <td data-label="Owner">{owner(entity)}</td>
            <td data-label="Lifecycle">{lifecycle_label(entity.lifecycle.as_deref())}</td>
            <td data-label="Tier">{tier_label(entity.tier)}</td>
            <td data-label="Health">{health(entity)}</td>
            <td data-label="Dependents" class="figure number">
                {dependents(entity)}
            </td>
            {measure.map(|measure| measure.cell(entity))}
            <td data-label="Last change" class="row-change">
                {time_ago(&entity.changed_at, now)}
                {by}
            </td>
        </tr>
    }
    .into_any()
}

/// Leads to the rules that it is made of.
fn health(entity: &Entity) -> AnyView {
    if entity.health.is_none_or(|health| health.max == 0) {
        return health_meter(None);
    }
    let address = with_query(&entity_page(&entity.entity_ref), [("tab", "scorecards")]);
    view! {
        <a class="row-figure" href=address>
            {health_meter(entity.health)}
        </a>
    }
    .into_any()
}

/// Leads to those that they are.
fn dependents(entity: &Entity) -> AnyView {
    let count = u64::from(entity.measures.dependents);
    if count == 0 {
        return view! { <span class="row-none">"0"</span> }.into_any();
    }
    let address = format!("{}?tab=dependencies", entity_page(&entity.entity_ref));
    view! {
        <a class="row-figure" href=address>
            {number(count)}
        </a>
    }
    .into_any()
}

/// What stands below the name: the name in references where the display name is another one, and the namespace.
fn second_name(entity: &Entity) -> Option<String> {
    let name = (entity.display_name().to_lowercase() != entity.name.to_lowercase()).then(|| entity.name.clone());
    let namespace = (entity.namespace != catalog_schema::model::DEFAULT_NAMESPACE).then(|| entity.namespace.clone());
    match (namespace, name) {
        (None, None) => None,
        (None, Some(name)) => Some(name),
        (Some(namespace), _) => Some(format!("{namespace}/{}", entity.name)),
    }
}

/// The owner that counts. Teams and people have none, and need none.
fn owner(entity: &Entity) -> AnyView {
    let owner = entity.effective_owner.as_ref().map(|owner| owner.entity_ref.as_str()).or(entity.owner.as_deref());
    if owner.is_none() && matches!(entity.kind.to_ascii_lowercase().as_str(), "group" | "user" | "location") {
        return view! { <span class="absent">"–"</span> }.into_any();
    }
    owner_link(owner)
}
