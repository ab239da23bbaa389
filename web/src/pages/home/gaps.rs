//! What nobody answers for.

use leptos::prelude::*;

use super::load::HomePage;
use crate::address::{short_name, team_page};
use crate::components::{counted, icons};
use crate::pages::teams::{is_whole, unknown_owner, unowned_page};

/// Owners and teams named for each gap.
const NAMED: usize = 4;

/// Each gap in a line, with what it is about as links.
pub(super) fn gaps(page: &HomePage) -> AnyView {
    let gaps = &page.teams.gaps;
    let body = match is_whole(gaps) {
        true => view! {
            <p class="outcome outcome-pass">
                {icons::check()}
                <span>"Whatever should have an owner has one."</span>
            </p>
        }
        .into_any(),
        false => {
            let unowned = (gaps.unowned > 0).then(|| {
                view! {
                    <li>
                        <a href=unowned_page()>{counted(gaps.unowned, "entity has no owner", "entities have no owner")}</a>
                    </li>
                }
            });
            let unknown = gaps.unknown_owners.iter().map(unknown_owner).collect();
            let empty = gaps.empty_teams.iter().map(|team| empty_team(team)).collect();
            view! {
                <ul class="home-gaps">
                    {unowned}
                    {named("Owners that are not in the catalog: ", unknown)}
                    {named("Teams without a member: ", empty)}
                </ul>
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="gaps">
            <h2 id="gaps">
                "Gaps in ownership "
                <a class="home-aside" href="/teams#gaps">"What to do"</a>
            </h2>
            {body}
        </section>
    }
    .into_any()
}

fn empty_team(team: &str) -> AnyView {
    view! { <a href=team_page(team) title=team.to_owned()>{short_name(team)}</a> }.into_any()
}

/// The first of these by name, and how many more there are; nothing where there are none.
fn named(words: &'static str, items: Vec<AnyView>) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let rest = items.len().saturating_sub(NAMED);
    let items = items.into_iter().take(NAMED).map(|item| view! { <span>{item}</span> }).collect_view();
    let more = (rest > 0).then(|| view! { <a href="/teams#gaps">{format!("{rest} more")}</a> });
    Some(
        view! {
            <li>
                {words}
                <span class="comma-list">
                    {items}
                    {more}
                </span>
            </li>
        }
        .into_any(),
    )
}
