//! The second tab: every relation, with who declares it and where.

use catalog_schema::wire::{RelatedEntity, Relations};
use leptos::prelude::*;

use super::related::{dangling_mark, relation_name};
use crate::address::{entity_page, short_name};
use crate::components::{entity_link, kind_and_type, lifecycle_label, owner_link, tier_label};

/// The whole table.
pub(super) fn relations(relations: &Relations) -> AnyView {
    if relations.items.is_empty() {
        return view! {
            <div class="empty">
                <h2>"No relations"</h2>
                <p>
                    "Nothing refers to it, and it refers to nothing. Add " <code>"dependsOn"</code> ", "
                    <code>"system"</code> " or " <code>"owner"</code> " under " <code>"spec"</code>
                    " in its descriptor."
                </p>
            </div>
        }
        .into_any();
    }
    view! {
        <table class="rows">
            <caption class="visually-hidden">"Relations"</caption>
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
            <tbody>{relations.items.iter().map(|item| row(&relations.entity_ref, item)).collect_view()}</tbody>
        </table>
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
