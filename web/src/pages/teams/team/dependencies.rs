//! Which teams it needs, and which need it.

use catalog_schema::wire::{Dependency, TeamDependency};
use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{entity_page, short_name, team_page};
use crate::components::icons;

/// Both directions; nothing for a team that owns nothing itself.
pub(super) fn dependencies(page: &TeamPage) -> Option<AnyView> {
    let owns = page.tree.find(&page.group.entity_ref).is_some_and(|place| place.team.entities > 0);
    owns.then(|| {
        let own = page.with_inner.then(|| view! { <p class="teams-note">"Of what it owns itself."</p> });
        view! {
            <section aria-labelledby="others">
                <h2 id="others">"Other teams"</h2>
                {own}
                <div class="team-dependencies">
                    {direction("Needs", &page.dependencies.needs, "Nothing of another team.")}
                    {direction("Needed by", &page.dependencies.needed_by, "No other team.")}
                </div>
            </section>
        }
        .into_any()
    })
}

fn direction(title: &'static str, teams: &[TeamDependency], none: &'static str) -> AnyView {
    let body = match teams.is_empty() {
        true => view! { <p class="absent">{none}</p> }.into_any(),
        false => view! { <ul class="team-pairs">{teams.iter().map(other_team).collect_view()}</ul> }.into_any(),
    };
    view! {
        <div>
            <h3>{title}</h3>
            {body}
        </div>
    }
    .into_any()
}

fn other_team(other: &TeamDependency) -> AnyView {
    let name = match &other.team {
        Some(team) => {
            let name = other.title.clone().unwrap_or_else(|| short_name(team));
            view! { <a href=team_page(team) title=team.clone()>{name}</a> }.into_any()
        }
        None => view! { <span class="absent">"What nobody owns"</span> }.into_any(),
    };
    let rest = other.total.saturating_sub(other.examples.len() as u64);
    let more = (rest > 0).then(|| view! { <li class="absent">{format!("and {rest} more")}</li> });
    view! {
        <li>
            <p class="team-pairs-team">
                {name}
                " "
                <span class="count number">{other.total}</span>
            </p>
            <ul>
                {other.examples.iter().map(pair).collect_view()}
                {more}
            </ul>
        </li>
    }
    .into_any()
}

fn pair(pair: &Dependency) -> AnyView {
    let link = |reference: &str| {
        view! { <a href=entity_page(reference) title=reference.to_owned()>{short_name(reference)}</a> }
    };
    view! {
        <li class="team-pair">
            {link(&pair.dependent)}
            <span class="team-pair-arrow">{icons::arrow()}<span class="visually-hidden">" needs "</span></span>
            {link(&pair.on)}
        </li>
    }
    .into_any()
}
