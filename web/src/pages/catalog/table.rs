//! The rows.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::state::CatalogState;
use crate::address::entity_page;
use crate::components::{health_meter, icons, kind_and_type, lifecycle_label, owner_link, tier_label};

/// A column that the list can be ordered by: the field, its name for people, its class, and whether the first click
/// puts the highest on top.
struct Column {
    field: &'static str,
    title: &'static str,
    class: &'static str,
    descending_first: bool,
}

const COLUMNS: [Column; 7] = [
    Column { field: "name", title: "Name", class: "", descending_first: false },
    Column { field: "type", title: "Type", class: "", descending_first: false },
    Column { field: "owner", title: "Owner", class: "", descending_first: false },
    Column { field: "lifecycle", title: "Lifecycle", class: "", descending_first: false },
    Column { field: "tier", title: "Tier", class: "", descending_first: false },
    Column { field: "health", title: "Health", class: "", descending_first: false },
    Column { field: "measures.dependents", title: "Dependents", class: "figure", descending_first: true },
];

/// The order of a list that asks for none.
const USUAL_ORDER: &str = "name";

/// A table that reads as a list of cards where the screen is narrow.
pub(super) fn table(state: &CatalogState, entities: &[Entity]) -> AnyView {
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Entities"</caption>
            <thead>
                <tr>{COLUMNS.iter().map(|column| heading(state, column)).collect_view()}</tr>
            </thead>
            <tbody>{entities.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn heading(state: &CatalogState, column: &Column) -> AnyView {
    let order = state.order.as_deref().unwrap_or(USUAL_ORDER);
    let (field, descends) = match order.strip_prefix('-') {
        Some(field) => (field, true),
        None => (order, false),
    };
    let current = field == column.field;
    let descend_next = if current { !descends } else { column.descending_first };
    let next = match (descend_next, column.field) {
        (false, USUAL_ORDER) => None,
        (false, field) => Some(field.to_owned()),
        (true, field) => Some(format!("-{field}")),
    };
    let (sort, arrow) = match (current, descends) {
        (false, _) => (None, ""),
        (true, false) => (Some("ascending"), "↑"),
        (true, true) => (Some("descending"), "↓"),
    };
    view! {
        <th scope="col" class=column.class aria-sort=sort>
            <a href=state.ordered_by(next).address() rel="nofollow">
                {column.title}
                <span class="sort-arrow" aria-hidden="true">{arrow}</span>
            </a>
        </th>
    }
    .into_any()
}

fn row(entity: &Entity) -> AnyView {
    let second = second_name(entity).map(|name| view! { <span class="row-ref">{name}</span> });
    let stale = entity.stale.then(|| {
        view! { <span class="stale-mark" title="Its descriptor does not decode any more">"Stale"</span> }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
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
            <td data-label="Health">{health_meter(entity.health)}</td>
            <td data-label="Dependents" class="figure number">{entity.measures.dependents}</td>
        </tr>
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
