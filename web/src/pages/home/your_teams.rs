//! The reader's teams, one row each.

use leptos::prelude::*;

use super::load::HomePage;
use crate::pages::teams::{Place, team_table};

/// The chosen teams with their figures; nothing where none are chosen.
pub(super) fn your_teams(page: &HomePage) -> Option<AnyView> {
    let chosen = page.chosen.iter().filter_map(|team| page.tree.find(team));
    let places: Vec<Place> = chosen.map(|place| Place { level: 0, ..place.clone() }).collect();
    if places.is_empty() {
        return None;
    }
    let nested = places.iter().any(|place| place.within > 0).then(|| {
        view! { <p class="teams-note">"A team counts the teams within it; members are its own."</p> }
    });
    Some(
        view! {
            <section aria-labelledby="your-teams">
                <h2 id="your-teams">"Your teams"</h2>
                {team_table("Your teams", &places, 0)}
                {nested}
            </section>
        }
        .into_any(),
    )
}
