//! What the scorecard is for, whom it is about, whose it is and where it is defined.

use catalog_schema::wire::{Scorecard, ScorecardState};
use leptos::prelude::*;

use crate::address::{encode, entity_page, scorecard_page, with_query};
use crate::components::{Tone, alert, count_link, markdown, owner_link};
use crate::pages::scorecards::counts::all_of;
use crate::pages::scorecards::scope::scope;

/// The head of the page.
pub(super) fn head(scorecard: &Scorecard) -> AnyView {
    let json = format!("/api/v1/scorecards/{}", encode(&scorecard.name));
    let draft = (scorecard.state == ScorecardState::Draft).then(|| {
        let text = "Its expressions are checked, and no entity is judged by it until it is published.";
        alert(Tone::Warning, "This is a draft", view! { <p>{text}</p> })
    });
    let owner = scorecard.owner.as_deref().map(|owner| fact("Owner", owner_link(Some(owner))));
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>
                <li>
                    <a href="/scorecards">"Scorecards"</a>
                </li>
            </ol>
        </nav>
        <div class="activity-head">
            <h1>{scorecard.title.clone()}</h1>
            <p class="catalog-data">
                <a href=format!("{}/simulate", scorecard_page(&scorecard.name))>"Try a change"</a>
                " "
                <a href=json>"This page as JSON"</a>
            </p>
        </div>
        {draft}
        {markdown(&scorecard.description)}
        <dl class="summary">
            {fact("Applies to", scope(&scorecard.applies_to))}
            {fact("Entities", count_link(scorecard.entities, all_of(scorecard)))}
            {owner}
            {fact("Defined", place(scorecard))}
        </dl>
    }
    .into_any()
}

fn place(scorecard: &Scorecard) -> AnyView {
    match &scorecard.defined_at {
        None => "built in".into_any(),
        Some(place) => {
            let address = with_query(&entity_page(&place.entity_ref), [("tab", "descriptor")]);
            let source = format!("source {}", place.source);
            view! { <a href=address title=source>{place.path.clone()}</a> }.into_any()
        }
    }
}

fn fact(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
