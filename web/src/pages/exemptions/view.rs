//! The whole page.

use catalog_schema::wire::{ExemptionList, ExemptionState};
use leptos::prelude::*;

use super::load::{ExemptionsPage, address};
use super::table::exemptions_table;
use crate::address::with_query;
use crate::components::{Tone, alert, choice, counted, words};

pub(super) fn view(page: &ExemptionsPage) -> AnyView {
    let found = match &page.found {
        Ok(found) => list(page, found),
        Err(problem) => alert(Tone::Error, problem.title.clone(), view! { <p>{problem.detail.clone()}</p> }.into_any()),
    };
    view! {
        <div class="exemptions-page">
            <h1>"Exemptions"</h1>
            <p class="access-note">
                "Who need not pass which rule, why and until when: what definitions of scorecards say, and what people asked for. "
                "On an entity's tab " <em>"Scorecards"</em> " each rule that fails leads to the form."
            </p>
            {narrow(page)}
            {found}
        </div>
    }
    .into_any()
}

fn narrow(page: &ExemptionsPage) -> AnyView {
    let query = &page.query;
    let states = ExemptionState::ALL.map(|state| (state.as_str().to_owned(), title(state).to_owned())).to_vec();
    let is_narrowed = !address(query).is_empty();
    let clear = is_narrowed.then(|| view! { <a href="/exemptions">"Show everything"</a> });
    view! {
        <form class="narrow-form" action="/exemptions" method="get" role="search" aria-label="Exemptions">
            {choice("state", "State", "Any state", query.state.map(ExemptionState::as_str), states)}
            {choice("scorecard", "Scorecard", "Any scorecard", query.scorecard.as_deref(), page.scorecards.clone())}
            {words("team", "Owner", "group:default/payments", query.team.as_deref())}
            {words("entity", "Entity", "component:default/orders", query.entity.as_deref())}
            <p class="narrow-form-end">
                <button class="button" type="submit">
                    "Narrow"
                </button>
                {clear}
            </p>
        </form>
    }
    .into_any()
}

fn title(state: ExemptionState) -> &'static str {
    match state {
        ExemptionState::Waiting => "Waiting",
        ExemptionState::Approved => "In force",
        ExemptionState::Expired => "Over",
        ExemptionState::Declined => "Declined",
        ExemptionState::Withdrawn => "Withdrawn",
    }
}

fn list(page: &ExemptionsPage, found: &ExemptionList) -> AnyView {
    if found.items.is_empty() {
        return view! { <p class="absent">"There is none."</p> }.into_any();
    }
    let waiting = match found.waiting {
        0 => "nothing waits for a decision".to_owned(),
        waiting => format!("{} for a decision", counted(waiting, "request waits", "requests wait")),
    };
    let more = found.next_cursor.as_deref().map(|cursor| {
        let mut pairs = address(&page.query);
        pairs.push(("cursor", cursor.to_owned()));
        let next = with_query("/exemptions", pairs.iter().map(|(key, value)| (*key, value.as_str())));
        view! {
            <p>
                <a href=next rel="next">
                    "More of them"
                </a>
            </p>
        }
    });
    view! {
        <p role="status">{format!("{}; {waiting}.", counted(found.total, "exemption", "exemptions"))}</p>
        {exemptions_table(&found.items, &page.reader)}
        {more}
    }
    .into_any()
}
