//! Choosing one's teams. A form that leads to `/my-teams`, which remembers the choice and leads back.

use leptos::prelude::*;

use super::load::HomePage;
use crate::address::{home_choosing, my_teams, short_name};
use crate::components::{Tone, alert};
use crate::pages::teams::{Place, team_name};
use crate::request::PageRequest;

/// So many teams are on the page at once; of more, only where a reader asks for them.
const AT_ONCE: usize = 100;
/// From which level on teams are no further to the right.
const DEEPEST: usize = 5;

/// The form, folded; nothing where there is no team to choose.
pub(super) fn choose(page: &HomePage) -> Option<AnyView> {
    if page.tree.places().is_empty() {
        return None;
    }
    let (words, hint) = match page.chosen.is_empty() {
        true => ("Choose your teams", "Then this page is about what they own."),
        false => ("Change your teams", "With none, this page is about the whole catalog."),
    };
    if page.tree.places().len() > AT_ONCE && !page.choosing {
        return Some(
            view! {
                <p class="choose">
                    <a href=home_choosing()>{words}</a>
                </p>
            }
            .into_any(),
        );
    }
    let teams = page.tree.places().iter().map(|place| {
        let is_chosen = page.chosen.contains(&place.team.entity_ref);
        team(place, is_chosen)
    });
    Some(
        view! {
            <details class="choose" open=page.choosing>
                <summary>{words}</summary>
                <form action="/my-teams" method="get">
                    <p class="absent">{hint}</p>
                    <input type="hidden" name="back" value="/" />
                    <fieldset>
                        <legend class="visually-hidden">"Teams"</legend>
                        {teams.collect_view()}
                    </fieldset>
                    <p class="choose-end">
                        <button class="button" type="submit">"Show these"</button>
                        <span class="absent">{format!("At most {}.", PageRequest::MOST_TEAMS)}</span>
                    </p>
                </form>
            </details>
        }
        .into_any(),
    )
}

fn team(place: &Place, is_chosen: bool) -> AnyView {
    let level = place.level.min(DEEPEST);
    view! {
        <label class=format!("choose-team team-level-{level}") title=place.team.entity_ref.clone()>
            <input type="checkbox" name="team" value=place.team.entity_ref.clone() checked=is_chosen />
            <span>{team_name(&place.team)}</span>
        </label>
    }
    .into_any()
}

/// That chosen teams are gone, and how to forget them.
pub(super) fn lost(page: &HomePage) -> Option<AnyView> {
    if page.lost.is_empty() {
        return None;
    }
    let (heading, drop) = match page.lost.len() {
        1 => ("One of your teams is not in the catalog any more", "Forget it"),
        _ => ("Some of your teams are not in the catalog any more", "Forget them"),
    };
    let names: Vec<String> = page.lost.iter().map(|team| short_name(team)).collect();
    let forget = my_teams(page.chosen.iter().map(String::as_str), "/");
    Some(alert(
        Tone::Warning,
        heading,
        view! {
            <p>
                {names.join(", ")} ": renamed or removed. " <a href=forget>{drop}</a>
            </p>
        },
    ))
}
