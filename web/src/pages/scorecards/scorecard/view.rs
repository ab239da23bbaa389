//! The whole page.

use leptos::prelude::*;

use super::entities::entities;
use super::head::head;
use super::load::ScorecardPage;
use super::rules::rules;
use crate::pages::scorecards::counts::spread;

/// What it is, how far everybody is, its rules, and the entities.
pub(super) fn view(page: &ScorecardPage) -> AnyView {
    let scorecard = &page.scorecard;
    view! {
        <article class="scorecards-page">
            {head(scorecard)}
            <section aria-labelledby="standing">
                <h2 id="standing">"Where we stand"</h2>
                {spread(scorecard)}
            </section>
            {rules(scorecard)}
            {entities(page)}
        </article>
    }
    .into_any()
}
