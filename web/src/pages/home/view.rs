//! The parts of the page in their places.

use leptos::prelude::*;

use super::load::HomePage;
use super::{changes, choose, fix_next, gaps, health, problems, totals, your_teams};
use crate::pages::search::search_form;

/// What needs attention in the middle, the state of the catalog beside it.
pub(super) fn view(page: &HomePage) -> AnyView {
    view! {
        <div class="home">
            <h1 class="visually-hidden">"What to look at today"</h1>
            {search_form("")}
            {choose::lost(page)}
            <div class="home-columns">
                <div class="home-main">
                    {your_teams::your_teams(page)}
                    {health::health(page)}
                    <div class="home-pair">
                        {fix_next::fix_next(page)}
                        {changes::changes(page)}
                    </div>
                </div>
                <div class="home-side">
                    {choose::choose(page)}
                    {problems::problems(page)}
                    {gaps::gaps(page)}
                    {totals::totals(page)}
                </div>
            </div>
        </div>
    }
    .into_any()
}
