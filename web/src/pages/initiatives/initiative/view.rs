//! The whole page.

use leptos::prelude::*;

use super::asked::asked;
use super::entities::entities;
use super::groups::groups;
use super::head::head;
use super::load::InitiativePage;
use super::problems::problems;
use super::state::Part;
use crate::charts::burndown;
use crate::pages::initiatives::progress::progress;
use crate::pages::initiatives::standing::why;

/// What it asks for, how far everybody is and how it went, and who is left. Of what is not understood nothing is counted, so
/// that there is nothing below what is wrong.
pub(super) fn view(page: &InitiativePage) -> AnyView {
    let counted = page.initiative.problems.is_empty().then(|| {
        view! {
            {standing(page)}
            {asked(page)}
            {groups(page)}
            {entities(page)}
        }
    });
    view! {
        <article class="scorecards-page initiative">
            {head(page)}
            {problems(&page.initiative)}
            {counted}
        </article>
    }
    .into_any()
}

fn standing(page: &InitiativePage) -> AnyView {
    let (initiative, state) = (&page.initiative, &page.state);
    let why = why(initiative).map(|why| view! { <p>{why}</p> });
    let list = |standing: &str| state.of(standing).address(&initiative.name, Part::Entities);
    view! {
        <section aria-labelledby="progress">
            <div class="activity-head">
                <h2 id="progress">"Progress"</h2>
                <p class="catalog-data">
                    <a href=state.csv(&initiative.name, "burndown")>"Days as CSV"</a>
                </p>
            </div>
            {why}
            {progress(&initiative.counts, list)}
            {burndown(&page.burndown)}
        </section>
    }
    .into_any()
}
