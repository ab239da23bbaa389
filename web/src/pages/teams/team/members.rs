//! The people in the team.

use catalog_schema::wire::{Entity, RelatedEntity};
use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{entity_page, short_name, with_query};
use crate::components::{counted, entity_link, safe_link};

/// Members with their addresses, or how to get some.
pub(super) fn members(page: &TeamPage) -> AnyView {
    let shown = |reference: &str| page.people.iter().any(|person| person.entity_ref == reference);
    let missing: Vec<&RelatedEntity> = page.members.iter().filter(|member| member.dangling).collect();
    let rest = page.members.iter().filter(|member| !member.dangling && !shown(&member.entity_ref)).count() as u64;
    let more = (rest > 0).then(|| {
        let all = with_query(&entity_page(&page.group.entity_ref), [("tab", "dependencies")]);
        view! {
            <li>
                <a href=all>{counted(rest, "more member", "more members")}</a>
            </li>
        }
    });
    let body = match page.members.is_empty() {
        true => nobody(page),
        false => view! {
            <ul class="members">
                {page.people.iter().map(person).collect_view()}
                {missing.into_iter().map(unknown).collect_view()}
                {more}
            </ul>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="members">
            <h2 id="members">
                "Members "
                <span class="count number">{page.members.len()}</span>
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn person(person: &Entity) -> AnyView {
    let email = person.profile.as_ref().and_then(|profile| profile.email.as_deref());
    let email = email.map(|email| safe_link(&format!("mailto:{email}"), Some(email)));
    view! {
        <li>
            {entity_link(&person.entity_ref, &person.kind, Some(person.display_name()))}
            {email}
        </li>
    }
    .into_any()
}

fn unknown(member: &RelatedEntity) -> AnyView {
    view! {
        <li>
            {entity_link(&member.entity_ref, &member.kind, None)}
            <span class="dangling">"not in the catalog"</span>
        </li>
    }
    .into_any()
}

fn nobody(page: &TeamPage) -> AnyView {
    let name = short_name(&page.group.entity_ref);
    view! {
        <p class="absent">"No member: add " <code>{format!("memberOf: [{name}]")}</code> " to a " <code>"User"</code> "."</p>
    }
    .into_any()
}
