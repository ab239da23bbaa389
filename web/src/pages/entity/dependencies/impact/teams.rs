//! Whom to tell, complete, with how to reach them.

use catalog_schema::model::Link;
use catalog_schema::wire::{Impact, ImpactTeam};
use leptos::prelude::*;

use crate::address::{short_name, team_page};
use crate::components::{counted, number, safe_link};
use crate::pages::entity::related::dangling_mark;

/// A row for every owner of something that is hit.
pub(super) fn teams(impact: &Impact) -> AnyView {
    let unowned = (impact.unowned > 0).then(|| {
        let verb = if impact.unowned == 1 { "is" } else { "are" };
        let said = format!(
            "{} {verb} owned by nobody: there is no one to tell.",
            counted(impact.unowned, "entity", "entities")
        );
        view! { <p class="drawing-remark">{said}</p> }
    });
    let table = (!impact.teams.is_empty()).then(|| {
        view! {
            <table class="rows impact-teams">
                <caption class="visually-hidden">"Whom to tell"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Team"</th>
                        <th scope="col" class="figure">"Hit"</th>
                        <th scope="col" class="figure">"Of tier 1"</th>
                        <th scope="col" class="figure">"Nearest"</th>
                        <th scope="col">"How to reach them"</th>
                    </tr>
                </thead>
                <tbody>{impact.teams.iter().map(row).collect_view()}</tbody>
            </table>
        }
    });
    view! {
        <h3 id="impact-teams">
            "Whom to tell "
            <span class="count number">{impact.teams.len()}</span>
        </h3>
        {table}
        {unowned}
    }
    .into_any()
}

fn row(team: &ImpactTeam) -> AnyView {
    let name = team.title.clone().unwrap_or_else(|| short_name(&team.entity_ref));
    let contacts = match team.contacts.is_empty() {
        true if team.dangling => dangling_mark().into_any(),
        true => view! { <span class="absent">"No contact in its descriptor"</span> }.into_any(),
        false => {
            view! { <ul class="impact-contacts">{team.contacts.iter().map(contact).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row" class="row-name">
                <a href=team_page(&team.entity_ref) title=team.entity_ref.clone()>{name}</a>
            </th>
            <td class="figure number" data-label="Hit">{number(team.entities)}</td>
            <td class="figure number" data-label="Of tier 1">{number(team.tiers[0])}</td>
            <td class="figure number" data-label="Nearest">{counted(team.nearest.into(), "step", "steps")}</td>
            <td class="row-contacts">{contacts}</td>
        </tr>
    }
    .into_any()
}

fn contact(link: &Link) -> AnyView {
    view! { <li>{safe_link(&link.url, link.title.as_deref())}</li> }.into_any()
}
