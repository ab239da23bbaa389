//! Whose entities would change.

use catalog_schema::wire::{SimulatedTeam, Simulation};
use leptos::prelude::*;

use super::levels::difference;
use super::outcome::moves;
use crate::components::{number, owner_link};

/// Teams that are shown.
const SHOWN: usize = 100;

/// A table of the teams with a change; nothing where there is none.
pub(super) fn teams(found: &Simulation) -> Option<AnyView> {
    let level = |(at, level): (usize, &catalog_schema::wire::SimulatedLevel)| (at, level.title.clone());
    let levels: Vec<(usize, String)> = found.levels.iter().enumerate().rev().map(level).collect();
    let heads = levels.iter().map(|(_, title)| view! { <th scope="col" class="figure">{title.clone()}</th> });
    let rows = found.teams.iter().take(SHOWN).map(|team| row(team, &levels)).collect_view();
    let more = (found.teams.len() > SHOWN).then(|| {
        let more = number((found.teams.len() - SHOWN) as u64);
        view! { <p class="teams-note">{format!("{more} more teams have fewer entities that get worse.")}</p> }
    });
    (!found.teams.is_empty()).then(|| {
        view! {
            <section aria-labelledby="teams">
                <h2 id="teams">"Team by team"</h2>
                <table class="rows simulate-teams">
                    <caption class="visually-hidden">"Teams whose entities change"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Owner"</th>
                            <th scope="col">"What changes"</th>
                            <th scope="col" class="figure">"Fail a rule"</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {more}
            </section>
        }
        .into_any()
    })
}

fn row(team: &SimulatedTeam, levels: &[(usize, String)]) -> AnyView {
    let figure = |before: u64, after: u64, label: String| {
        let by = difference(before, after);
        let by = (!by.is_empty()).then(|| format!(" ({by})"));
        view! { <td class="figure number" data-label=label>{number(after)} {by}</td> }
    };
    let at = levels.iter().map(|(place, title)| {
        let [before, after] = team.levels.get(*place).copied().unwrap_or_default();
        figure(before, after, title.clone())
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                {owner_link(team.owner.as_deref())}
            </th>
            <td data-label="What changes">{moves(&team.moves)}</td>
            {figure(team.before.failing, team.after.failing, "Fail a rule".to_owned())}
            {at.collect_view()}
        </tr>
    }
    .into_any()
}
