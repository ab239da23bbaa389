//! `/exemptions/new`: asks for an exemption.

use catalog_schema::wire::{ExemptionRequest, Problem};
use leptos::prelude::*;

use crate::address::rule_on_entity;
use crate::components::{Tone, alert, words};
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// The page's content.
#[derive(Clone, Debug, Default)]
pub struct ExemptionForm {
    /// What the fields hold.
    pub draft: ExemptionRequest,
    /// Why nothing was asked for.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn exemption_form(request: &PageRequest, revision: u64, shown: ExemptionForm) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let page = Page::new("Ask for an exemption", move || view(&shown)).in_section(Section::Scorecards);
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &ExemptionForm) -> AnyView {
    let draft = &shown.draft;
    let problem = shown.problem.clone().map(|problem| {
        let detail = view! { <p>{problem.detail}</p> };
        alert(Tone::Error, problem.title, detail.into_any())
    });
    let back = (!draft.entity_ref.is_empty()).then(|| {
        let rule = Some(draft.rule.as_str()).filter(|rule| !rule.is_empty());
        view! {
            <p>
                <a href=rule_on_entity(&draft.entity_ref, &draft.scorecard, rule)>"What the rule says of it"</a>
            </p>
        }
    });
    view! {
        <div class="editor">
            <h1>"Ask for an exemption"</h1>
            <p class="access-note">
                "An entity that is exempt need not pass the rule until the last day is over: it counts for no points, and as \
                passed for levels. Somebody who administers the portal approves or declines it; until then nothing changes."
            </p>
            {back}
            {problem}
            <form method="post" action="/exemptions" class="access-form">
                {words("ref", "Entity", "component:default/orders", Some(&draft.entity_ref))}
                {words("scorecard", "Scorecard", "production-readiness", Some(&draft.scorecard))}
                {words("rule", "Rule", "has-runbook", Some(&draft.rule))}
                {words("reason", "Why it need not pass", "It is switched off in spring", Some(&draft.reason))}
                <label>
                    <span>"Until, within a year"</span>
                    <input type="date" name="until" value=draft.until.clone() required />
                </label>
                <button class="button button-main" type="submit">
                    "Ask"
                </button>
            </form>
        </div>
    }
    .into_any()
}
