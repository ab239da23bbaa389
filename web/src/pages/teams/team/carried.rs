//! What the team carries, the most critical first.

use catalog_schema::wire::Entity;
use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{entity_page, short_name, team_page, with_query};
use crate::components::{count_link, counted, entity_link, health_meter, kind_and_type, lifecycle_label, time_ago};
use crate::pages::teams::tree::team_name;

/// A table by tier, and the way to the rest.
pub(super) fn carried(page: &TeamPage) -> AnyView {
    let body = if page.carried.items.is_empty() { nothing(page) } else { table(page) };
    let rest = page.carried.total.saturating_sub(page.carried.items.len() as u64);
    let more = (rest > 0).then(|| {
        view! {
            <p class="pager">
                <a href=page.scope.catalog(&[("order", "tier")])>
                    {counted(rest, "more entity in the catalog", "more entities in the catalog")}
                </a>
            </p>
        }
    });
    view! {
        <section aria-labelledby="carried">
            <h2 id="carried">
                "What it carries " <span class="count number">{page.carried.total}</span>
            </h2>
            {body}
            {more}
        </section>
    }
    .into_any()
}

fn table(page: &TeamPage) -> AnyView {
    let groups = page.carried.items.chunk_by(|one, other| one.tier == other.tier);
    view! {
        <table class="rows rows-carried">
            <caption class="visually-hidden">"What it carries"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Type"</th>
                    {page.with_inner.then(|| view! { <th scope="col">"Owner"</th> })}
                    <th scope="col">"Lifecycle"</th>
                    <th scope="col">"Health"</th>
                    <th scope="col" class="figure">"Dependents"</th>
                    <th scope="col">"Changed"</th>
                </tr>
            </thead>
            {groups.map(|group| tier(page, group)).collect_view()}
        </table>
    }
    .into_any()
}

/// All entities of one tier, which is that of the first.
fn tier(page: &TeamPage, entities: &[Entity]) -> AnyView {
    let number = entities.first().and_then(|entity| entity.tier);
    let (name, count, list) = match number.map(|tier| tier.to_string()) {
        Some(tier) => {
            (format!("Tier {tier}"), page.count("tier", &tier), page.scope.catalog(&[("tier", tier.as_str())]))
        }
        None => {
            let untiered = page.carried.total.saturating_sub(page.count_all("tier"));
            ("No tier".to_owned(), untiered, page.scope.catalog(&[("filter", "!tier")]))
        }
    };
    view! {
        <tbody>
            <tr class="rows-group">
                <th scope="rowgroup" colspan=if page.with_inner { "7" } else { "6" }>
                    {name}
                    " "
                    {count_link(count, list)}
                </th>
            </tr>
            {entities.iter().map(|entity| row(page, entity)).collect_view()}
        </tbody>
    }
    .into_any()
}

fn row(page: &TeamPage, entity: &Entity) -> AnyView {
    let stale = entity.stale.then(|| {
        view! { <span class="stale-mark" title="Its descriptor does not decode any more">"Stale"</span> }
    });
    let dependents = with_query(&entity_page(&entity.entity_ref), [("tab", "dependencies")]);
    view! {
        <tr>
            <th scope="row" class="row-name">
                {entity_link(&entity.entity_ref, &entity.kind, Some(entity.display_name()))}
                {stale}
            </th>
            <td class="row-type">{kind_and_type(&entity.kind, entity.entity_type.as_deref())}</td>
            {page.with_inner.then(|| view! { <td data-label="Owner">{owner(page, entity)}</td> })}
            <td data-label="Lifecycle">{lifecycle_label(entity.lifecycle.as_deref())}</td>
            <td data-label="Health">{health_meter(entity.health)}</td>
            <td data-label="Dependents" class="figure">
                {count_link(u64::from(entity.measures.dependents), dependents)}
            </td>
            <td data-label="Changed">{time_ago(&entity.changed_at, page.now)}</td>
        </tr>
    }
    .into_any()
}

/// The team that it counts as.
fn owner(page: &TeamPage, entity: &Entity) -> Option<AnyView> {
    let owner = entity.effective_owner.as_ref()?.entity_ref.clone();
    let name = page.tree.find(&owner).map_or_else(|| short_name(&owner), |place| team_name(&place.team));
    Some(view! { <a href=team_page(&owner) title=owner.clone()>{name}</a> }.into_any())
}

fn nothing(page: &TeamPage) -> AnyView {
    let reference = page.group.entity_ref.clone();
    view! {
        <p class="absent">
            "Nothing: no descriptor names it as owner. Write " <code>{format!("owner: {reference}")}</code>
            " into the descriptors of what it runs."
        </p>
    }
    .into_any()
}
