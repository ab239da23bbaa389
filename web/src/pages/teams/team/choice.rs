//! Whether it is one of the reader's teams, and how to change that.

use leptos::prelude::*;

use super::load::TeamPage;
use crate::address::{my_teams, team_page};
use crate::components::icons;
use crate::request::PageRequest;

/// The way in, or the way out.
pub(super) fn choice(page: &TeamPage) -> AnyView {
    let team = page.group.entity_ref.as_str();
    let back = team_page(team);
    let others = page.chosen.iter().map(String::as_str).filter(|chosen| *chosen != team);
    let body = if page.chosen.iter().any(|chosen| chosen == team) {
        view! {
            <span class="outcome outcome-pass">
                {icons::check()}
                <span>"One of your teams"</span>
            </span>
            <a href=my_teams(others, &back)>"Not any more"</a>
        }
        .into_any()
    } else if page.chosen.len() < PageRequest::MOST_TEAMS {
        view! {
            <a class="button" href=my_teams(others.chain([team]), &back)>
                "Make this one of my teams"
            </a>
        }
        .into_any()
    } else {
        view! {
            <span class="absent">
                {format!("You have chosen {} teams; more are not remembered.", PageRequest::MOST_TEAMS)}
            </span>
        }
        .into_any()
    };
    view! { <div class="team-choice">{body}</div> }.into_any()
}
