//! Name, owner, and the few facts that matter everywhere.

use catalog_schema::model::{DEFAULT_NAMESPACE, LinkType};
use catalog_schema::wire::{Direction, EffectiveOwner, Entity};
use leptos::prelude::*;

use super::contacts::link_of;
use super::dependencies;
use super::people::is_of_people;
use super::tabs::Tab;
use crate::address::{entity_page, short_name, with_query};
use crate::components::{health_meter, icons, lifecycle_label, number, owner_link, safe_link, tier_label};

/// The head of every tab.
pub(super) fn header(entity: &Entity, owner: Option<&Entity>, may_edit: bool) -> AnyView {
    let edit = may_edit.then(|| {
        view! {
            <a class="button entity-edit" href=format!("{}/edit", entity_page(&entity.entity_ref))>
                "Edit"
            </a>
        }
    });
    view! {
        <header class="entity-header">
            {breadcrumb(entity)}
            <h1>
                {icons::kind(&entity.kind)}
                <span>{entity.display_name().to_owned()}</span>
            </h1>
            <p class="entity-ref">
                <code>{entity.entity_ref.clone()}</code>
                {edit}
            </p>
            {summary(entity, owner)}
        </header>
    }
    .into_any()
}

fn breadcrumb(entity: &Entity) -> AnyView {
    let kind = entity.kind.to_lowercase();
    let of_kind = with_query("/catalog", [("kind", kind.as_str())]);
    let of_type = entity.entity_type.clone().map(|entity_type| {
        let address = with_query("/catalog", [("kind", kind.as_str()), ("type", &entity_type)]);
        view! {
            <li>
                <a href=address>{entity_type}</a>
            </li>
        }
    });
    let namespace = (entity.namespace != DEFAULT_NAMESPACE).then(|| view! { <li>{entity.namespace.clone()}</li> });
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>
                <li>
                    <a href="/catalog">"Catalog"</a>
                </li>
                <li>
                    <a href=of_kind>{entity.kind.clone()}</a>
                </li>
                {of_type}
                {namespace}
            </ol>
        </nav>
    }
    .into_any()
}

/// Where an owner comes from that the descriptor does not declare.
fn way(owner: &EffectiveOwner) -> Option<AnyView> {
    match owner.via.as_str() {
        "declared" => None,
        "codeowners" => {
            let file = owner.file.clone().unwrap_or_else(|| "CODEOWNERS".to_owned());
            let place = owner.line.map_or_else(|| file.clone(), |line| format!("{file}:{line}"));
            Some(view! { <span class="via" title="No owner is declared">" by " <code>{place}</code></span> }.into_any())
        }
        container => {
            let (page, name) = (entity_page(container), short_name(container));
            Some(view! { <span class="via">" by way of " <a href=page>{name}</a></span> }.into_any())
        }
    }
}

/// One line of facts; what there is nothing to say about is left out, except that a thing has no owner.
fn summary(entity: &Entity, owning: Option<&Entity>) -> AnyView {
    let has_owner_kind = !is_of_people(entity);
    let effective = entity.effective_owner.clone();
    let owner = (has_owner_kind || entity.owner.is_some()).then(|| {
        let declared = entity.owner.as_deref();
        let shown = effective.as_ref().map(|owner| owner.entity_ref.as_str()).or(declared);
        let via = effective.as_ref().and_then(way);
        fact(
            "Owner",
            view! {
                {owner_link(shown)}
                {via}
            },
        )
    });
    let system = entity.system.clone().map(|system| {
        fact("System", view! { <a href=entity_page(&system) title=system.clone()>{short_name(&system)}</a> })
    });
    let lifecycle = entity.lifecycle.as_deref().map(|lifecycle| fact("Lifecycle", lifecycle_label(Some(lifecycle))));
    let tier = entity.tier.map(|tier| fact("Tier", tier_label(Some(tier))));
    let health = entity.health.map(|health| {
        let address = Tab::Scorecards.address(&entity.entity_ref);
        fact("Health", view! { <a class="summary-health" href=address>{health_meter(Some(health))}</a> })
    });
    let measures = entity.measures;
    let dependents = (has_owner_kind || measures.dependents + measures.dependencies > 0).then(|| {
        view! {
            {fact("Dependents", figure(entity, measures.dependents, Direction::In))}
            {fact("Dependencies", figure(entity, measures.dependencies, Direction::Out))}
        }
    });
    let own_on_call = link_of(entity, LinkType::OnCall);
    let on_call = own_on_call.or_else(|| owning.and_then(|owner| link_of(owner, LinkType::OnCall)));
    let on_call = on_call.map(|link| fact("On call", safe_link(&link.url, link.title.as_deref())));
    let repository = link_of(entity, LinkType::Repository);
    let repository = repository.map(|link| fact("Repository", safe_link(&link.url, link.title.as_deref())));
    view! {
        <dl class="summary">
            {owner}
            {system}
            {lifecycle}
            {tier}
            {health}
            {dependents}
            {on_call}
            {repository}
        </dl>
    }
    .into_any()
}

/// How many there are in a direction; leads to those that they are.
fn figure(entity: &Entity, count: u32, direction: Direction) -> AnyView {
    if count == 0 {
        return view! { <span class="number">"0"</span> }.into_any();
    }
    let address = dependencies::State::towards(direction).address(&entity.entity_ref);
    view! {
        <a class="number" href=address>
            {number(u64::from(count))}
        </a>
    }
    .into_any()
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
