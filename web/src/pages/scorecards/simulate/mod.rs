//! `/scorecards/{name}/simulate`: who would change, if the scorecard were another one?

mod entities;
mod form;
mod levels;
mod outcome;
mod publish;
mod rules;
mod teams;

use catalog_schema::wire::{Problem, Scorecard, Simulation};
use leptos::prelude::*;

use crate::address::scorecard_page;
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// The page's content.
#[derive(Clone, Debug, Default)]
pub struct Simulate {
    /// The scorecard as it is.
    pub scorecard: Scorecard,
    /// The definition as somebody edits it.
    pub text: String,
    /// What it would say, once asked for.
    pub outcome: Option<Simulation>,
    /// Why that is not known.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn simulate(request: &PageRequest, revision: u64, shown: Simulate) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let title = format!("Try a change of {}", shown.scorecard.title);
    let heading = title.clone();
    let page = Page::new(title, move || view(&shown, &heading)).in_section(Section::Scorecards);
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &Simulate, heading: &str) -> AnyView {
    let scorecard = &shown.scorecard;
    view! {
        <article class="scorecards-page simulate">
            <nav class="breadcrumb" aria-label="Breadcrumb">
                <ol>
                    <li>
                        <a href="/scorecards">"Scorecards"</a>
                    </li>
                    <li>
                        <a href=scorecard_page(&scorecard.name)>{scorecard.title.clone()}</a>
                    </li>
                </ol>
            </nav>
            <h1>{heading.to_owned()}</h1>
            <p class="access-note">
                "Change the definition and see who would pass, fail or move, by the catalog as it is now. Nothing is written, \
                and nobody else sees it."
            </p>
            {form::form(shown)}
            {form::problem(shown.problem.as_ref())}
            {shown.outcome.as_ref().map(outcome::outcome)}
            {publish::publish(shown)}
        </article>
    }
    .into_any()
}
