//! `/teams`: who is there, and what does everybody carry?

use catalog_schema::wire::{Problem, TeamList};
use leptos::prelude::*;

use super::gaps::gaps;
use super::table::team_table;
use super::tree::TeamTree;
use crate::components::{Tone, alert, counted, number};
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Teams on a page.
const MOST: usize = 200;

/// The tree of teams, and where ownership has gaps.
///
/// # Errors
/// What the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let teams = portal.teams().await?;
    let from = request.query.first("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    Ok(Page::new("Teams", move || view(&teams, from)).in_section(Section::Teams).with_json("/api/v1/teams".to_owned()))
}

/// The teams from the one that so many others of the tree come before.
fn view(teams: &TeamList, from: usize) -> AnyView {
    let body = if teams.items.is_empty() { no_teams() } else { tree(teams, from) };
    view! {
        <div class="teams">
            <div class="teams-head">
                <h1>"Teams"</h1>
                <p class="extent">{counted(teams.items.len() as u64, "team", "teams")}</p>
            </div>
            {body}
            {gaps(&teams.gaps)}
        </div>
    }
    .into_any()
}

fn tree(teams: &TeamList, from: usize) -> AnyView {
    let tree = TeamTree::new(&teams.items);
    let total = tree.places().len();
    let from = from.min(total.saturating_sub(1)) / MOST * MOST;
    let shown = &tree.places()[from..total.min(from + MOST)];
    let cut = tree.places().iter().find(|place| place.in_cycle).map(|place| {
        let reference = place.team.entity_ref.clone();
        alert(
            Tone::Warning,
            "Some teams are within themselves",
            view! {
                <p>
                    "The parents of " <code>{reference}</code>
                    " lead back to it. Its tree is cut there, and its figures are its own: correct "
                    <code>"parent"</code> " in one of the descriptors."
                </p>
            },
        )
    });
    let nested = tree.places().iter().any(|place| place.within > 0).then(|| {
        view! {
            <p class="teams-note">
                "Entities, tiers, health and failing count the teams within a team; members are its own."
            </p>
        }
    });
    view! {
        {cut}
        {team_table("Teams", shown, 0)}
        {(shown.len() < total).then(|| pager(from, shown.len(), total))}
        {nested}
    }
    .into_any()
}

/// Which teams are shown, and the ways on and back.
fn pager(from: usize, shown: usize, total: usize) -> AnyView {
    let page = |from: usize, rel: &'static str, title: &'static str| {
        view! {
            <a class="button" rel=rel href=format!("/teams?from={from}")>
                {title}
            </a>
        }
    };
    let count = |count: usize| number(count as u64);
    view! {
        <nav class="pager" aria-label="Pages">
            {(from > 0).then(|| page(from.saturating_sub(MOST), "prev", "Previous teams"))}
            {(from + shown < total).then(|| page(from + MOST, "next", "Next teams"))}
            <span class="extent">{format!("{}–{} of {} teams", count(from + 1), count(from + shown), count(total))}</span>
            <a href="/catalog?kind=group">"Find a team by its name"</a>
        </nav>
    }
    .into_any()
}

fn no_teams() -> AnyView {
    view! {
        <div class="empty">
            <h2>"No team yet"</h2>
            <p>
                "Teams are entities of kind " <code>"Group"</code>
                ", and people are of kind " <code>"User"</code>
                ". Describe them in a file of their own, and name a team as " <code>"owner"</code> " of what it runs."
            </p>
            <pre class="example" tabindex="0" aria-label="Example">
                <code>
                    "apiVersion: sextant.dev/v1\nkind: Group\nmetadata:\n  name: payments\n  title: Payments\nspec:\n  type: team\n  children: []"
                </code>
            </pre>
        </div>
    }
    .into_any()
}
