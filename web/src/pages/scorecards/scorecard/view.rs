//! The whole page.

use catalog_schema::wire::ScorecardState;
use leptos::prelude::*;

use super::entities::entities;
use super::exemptions::exemptions;
use super::fixes::fixes;
use super::head::head;
use super::heat::heat;
use super::load::ScorecardPage;
use super::moved::moved;
use super::ranking::ranking;
use super::rules::rules;
use super::standing::standing;

/// What it is, how far everybody is, what moved and what to mend, the groups, its rules, who is exempt, and the entities. Of
/// a draft nothing is judged, so that there is nothing between head and rules.
pub(super) fn view(page: &ScorecardPage) -> AnyView {
    let scorecard = &page.scorecard;
    let judged = (scorecard.state == ScorecardState::Published).then(|| {
        view! {
            {contents(page)}
            {standing(page)}
            {moved(page)}
            {fixes(page)}
            {heat(page)}
            {ranking(page)}
        }
    });
    view! {
        <article class="scorecards-page">
            {head(scorecard)}
            {judged}
            {rules(scorecard)}
            {exemptions(page)}
            {entities(page)}
        </article>
    }
    .into_any()
}

/// The sections to jump to.
fn contents(page: &ScorecardPage) -> AnyView {
    let exempt = !page.scorecard.exemptions.is_empty() || !page.waiting.is_empty();
    let parts = [
        ("standing", "Where we stand", true),
        ("moved", "What moved", true),
        ("fixes", "What to mend next", true),
        ("groups", "Who fails what", true),
        ("ranking", "Ranking", true),
        ("rules", "Rules", true),
        ("exemptions", "Exemptions", exempt),
        ("entities", "Entities", true),
    ];
    let items = parts.into_iter().filter(|(.., shown)| *shown).map(|(anchor, title, _)| {
        view! {
            <li>
                <a href=format!("#{anchor}")>{title}</a>
            </li>
        }
    });
    view! {
        <nav class="contents" aria-label="On this page">
            <ul>{items.collect_view()}</ul>
        </nav>
    }
    .into_any()
}
