//! Teams with their figures, each of which leads to what it counts.

use leptos::prelude::*;

use super::tree::{Place, team_name};
use crate::address::team_page;
use crate::components::{Share, count_link, health_meter, icons, safe_link, share_bar};

/// From which level on teams are no further to the right.
const DEEPEST: usize = 5;
/// The colours of tiers, from 1 to 4.
const TIERS: [&str; 4] = ["tier-1", "tier-2", "tier-3", "tier-4"];

/// One row for each place; those on level `top` are farthest to the left.
pub(crate) fn team_table(caption: &'static str, places: &[Place], top: usize) -> AnyView {
    view! {
        <table class="rows rows-teams">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Team"</th>
                    <th scope="col" class="figure">"Members"</th>
                    <th scope="col" class="figure">"Entities"</th>
                    <th scope="col">"By tier"</th>
                    <th scope="col">"Health"</th>
                    <th scope="col" class="figure">"Failing"</th>
                    <th scope="col">"On call"</th>
                </tr>
            </thead>
            <tbody>{places.iter().map(|place| row(place, top)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(place: &Place, top: usize) -> AnyView {
    let team = &place.team;
    let scope = place.scope();
    let level = place.level.saturating_sub(top).min(DEEPEST);
    let of_type = team.entity_type.clone().map(|of_type| view! { <span class="team-type">{of_type}</span> });
    let on_call = team.on_call.iter().map(|link| safe_link(&link.url, link.title.as_deref())).collect_view();
    let on_call = match team.on_call.is_empty() {
        true => view! { <span class="absent">"–"</span> }.into_any(),
        false => on_call.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class=format!("row-name team-level-{level}")>
                <a class="entity-link" href=team_page(&team.entity_ref) title=team.entity_ref.clone()>
                    {icons::kind("group")}
                    <span>{team_name(team)}</span>
                </a>
                {of_type}
            </th>
            <td data-label="Members" class="figure">
                {count_link(team.members, format!("{}#members", team_page(&team.entity_ref)))}
            </td>
            <td data-label="Entities" class="figure">{count_link(place.sum.entities, scope.catalog(&[]))}</td>
            <td data-label="By tier">{tiers(place)}</td>
            <td data-label="Health">{health_meter(place.sum.health)}</td>
            <td data-label="Failing" class="figure">
                {count_link(place.sum.failing, scope.catalog(&[("health", "fail")]))}
            </td>
            <td data-label="On call">{on_call}</td>
        </tr>
    }
    .into_any()
}

/// How critical what a team carries is.
fn tiers(place: &Place) -> AnyView {
    let sum = &place.sum;
    if sum.entities == 0 {
        return view! { <span class="absent">"–"</span> }.into_any();
    }
    let scope = place.scope();
    let shares: Vec<Share> = sum.tiers.into_iter().zip(TIERS).map(|(count, class)| Share { count, class }).collect();
    let figures =
        sum.tiers.into_iter().zip(["1", "2", "3", "4"]).filter(|(count, _)| *count > 0).map(|(count, tier)| {
            view! {
                <li>
                    <a href=scope.catalog(&[("tier", tier)]) title=format!("{count} of tier {tier}")>
                        <span class="tier-name">{format!("T{tier} ")}</span>
                        <span class="number">{count}</span>
                    </a>
                </li>
            }
        });
    view! {
        <div class="tier-shares">
            {share_bar(&shares, sum.entities)}
            <ul>{figures.collect_view()}</ul>
        </div>
    }
    .into_any()
}
