//! What an entity relates to, in groups that read as sentences.

use catalog_schema::wire::{RelatedEntity, Relations};
use leptos::prelude::*;

use super::tabs::Tab;
use crate::components::{entity_link, kind_and_type};

/// Entries shown of one group; the others are on the tab of dependencies.
const SHOWN: usize = 8;

/// How a relation type reads from the entity's side, in the order of the page.
const HEADINGS: [(&str, &str); 14] = [
    ("dependsOn", "Depends on"),
    ("dependencyOf", "Needed by"),
    ("providesApi", "Provides"),
    ("apiProvidedBy", "Provided by"),
    ("consumesApi", "Consumes"),
    ("apiConsumedBy", "Consumed by"),
    ("partOf", "Part of"),
    ("hasPart", "Contains"),
    ("ownedBy", "Owned by"),
    ("ownerOf", "Owns"),
    ("childOf", "Within"),
    ("parentOf", "Teams within"),
    ("memberOf", "Member of"),
    ("hasMember", "Members"),
];

/// How a relation type reads from the entity's side.
pub(super) fn relation_name(relation: &str) -> String {
    if let Some((_, heading)) = HEADINGS.iter().find(|(name, _)| *name == relation) {
        return (*heading).to_owned();
    }
    let custom = relation.strip_prefix("custom:").unwrap_or(relation);
    match custom.strip_prefix('~') {
        Some(inverse) => format!("{inverse} (from the other side)"),
        None => custom.to_owned(),
    }
}

/// That the other end of a relation is not there.
pub(super) fn dangling_mark() -> AnyView {
    view! {
        <span class="dangling" title="No entity of this reference is in the catalog yet">"Not in the catalog"</span>
    }
    .into_any()
}

/// The relations by type.
pub(super) fn groups(relations: &Relations) -> AnyView {
    let mut by_type: Vec<(&str, Vec<&RelatedEntity>)> = Vec::new();
    for item in &relations.items {
        match by_type.iter_mut().find(|(relation, _)| *relation == item.relation) {
            Some((_, items)) => items.push(item),
            None => by_type.push((&item.relation, vec![item])),
        }
    }
    by_type.sort_by_key(|(relation, _)| HEADINGS.iter().position(|(name, _)| name == relation).unwrap_or(usize::MAX));
    let groups = by_type.iter().map(|(relation, items)| group(&relations.entity_ref, relation, items)).collect_view();
    let body = match relations.items.is_empty() {
        true => view! { <p class="absent">"Nothing refers to it, and it refers to nothing."</p> }.into_any(),
        false => view! { <div class="relation-groups">{groups}</div> }.into_any(),
    };
    view! {
        <section aria-labelledby="relations">
            <h2 id="relations">"Relations"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn group(entity_ref: &str, relation: &str, items: &[&RelatedEntity]) -> AnyView {
    let entries = items.iter().take(SHOWN).map(|item| {
        let aside = match item.dangling {
            true => dangling_mark().into_any(),
            false => kind_and_type(&item.kind, item.entity_type.as_deref()).into_any(),
        };
        view! {
            <li>
                {entity_link(&item.entity_ref, &item.kind, item.title.as_deref())}
                {aside}
            </li>
        }
    });
    let more = (items.len() > SHOWN).then(|| {
        let rest = items.len() - SHOWN;
        view! {
            <li>
                <a href=Tab::Dependencies.address(entity_ref)>{format!("{rest} more")}</a>
            </li>
        }
    });
    view! {
        <section class="relation-group">
            <h3>
                {relation_name(relation)}
                " "
                <span class="count number">{items.len()}</span>
            </h3>
            <ul>
                {entries.collect_view()}
                {more}
            </ul>
        </section>
    }
    .into_any()
}
