//! Every relation that the tables of dependencies do not tell, with who declares it and where.

use catalog_schema::wire::{RelatedEntity, Relations};
use leptos::prelude::*;

use crate::address::{entity_page, short_name};
use crate::components::{entity_link, kind_and_type, lifecycle_label, owner_link, tier_label};
use crate::pages::entity::related::{dangling_mark, relation_name};

/// Ownership, membership, parts, APIs, and what descriptors name themselves.
pub(super) fn other_relations(relations: &Relations, heading: &'static str) -> AnyView {
    let is_untold = |item: &&RelatedEntity| !matches!(item.relation.as_str(), "dependsOn" | "dependencyOf");
    let items: Vec<&RelatedEntity> = relations.items.iter().filter(is_untold).collect();
    let body = match items.is_empty() {
        true => view! { <p class="absent">"None."</p> }.into_any(),
        false => view! {
            <table class="rows">
                <caption class="visually-hidden">{heading}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Relation"</th>
                        <th scope="col">"Entity"</th>
                        <th scope="col">"Type"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Lifecycle"</th>
                        <th scope="col">"Tier"</th>
                        <th scope="col">"Declared by"</th>
                    </tr>
                </thead>
                <tbody>{items.iter().map(|item| row(&relations.entity_ref, item)).collect_view()}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class="entity-section" aria-labelledby="other-relations">
            <h2 id="other-relations">
                {heading}
                " "
                <span class="count number">{items.len()}</span>
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn row(entity_ref: &str, item: &RelatedEntity) -> AnyView {
    let type_cell = match item.dangling {
        true => dangling_mark().into_any(),
        false => kind_and_type(&item.kind, item.entity_type.as_deref()).into_any(),
    };
    let owner = match (&item.owner, item.dangling) {
        (Some(owner), _) => owner_link(Some(owner)),
        (None, _) => view! { <span class="absent">"–"</span> }.into_any(),
    };
    let declared_by = match item.declared_by == entity_ref {
        true => "itself".into_any(),
        false => view! {
            <a href=entity_page(&item.declared_by) title=item.declared_by.clone()>{short_name(&item.declared_by)}</a>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td class="row-relation">{relation_name(&item.relation)}</td>
            <th scope="row" class="row-name">
                {entity_link(&item.entity_ref, &item.kind, item.title.as_deref())}
            </th>
            <td class="row-type">{type_cell}</td>
            <td data-label="Owner">{owner}</td>
            <td data-label="Lifecycle">{lifecycle_label(item.lifecycle.as_deref())}</td>
            <td data-label="Tier">{tier_label(item.tier)}</td>
            <td data-label="Declared by" class="row-origin">
                {declared_by}
                " "
                <code>{item.origin.clone()}</code>
            </td>
        </tr>
    }
    .into_any()
}
