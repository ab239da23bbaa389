//! The definition, and what is wrong with it.

use catalog_schema::wire::Problem;
use leptos::prelude::*;

use super::Simulate;
use crate::address::scorecard_page;
use crate::components::{Tone, alert, diagnostic_item};
use crate::pages::editor::text::{action, text_box};

pub(super) fn form(shown: &Simulate) -> AnyView {
    let address = format!("{}/simulate", scorecard_page(&shown.scorecard.name));
    view! {
        <form method="post" action=address class="editor-form">
            {text_box("definition", "The definition", &shown.text)}
            <div class="editor-actions">{action("try", "Try", true)} {action("csv", "Who changes, as CSV", false)}</div>
        </form>
    }
    .into_any()
}

/// Why nothing can be said, with the places.
pub(super) fn problem(problem: Option<&Problem>) -> Option<AnyView> {
    let problem = problem?;
    let found = problem.diagnostics.iter().map(|item| view! { <li>{diagnostic_item(item, true)}</li> });
    let found = (!problem.diagnostics.is_empty())
        .then(|| view! { <ul class="diagnostics">{found.collect_view()}</ul> }.into_any());
    let body = view! {
        <p>{problem.detail.clone()}</p>
        {found}
    };
    Some(alert(Tone::Error, problem.title.clone(), body.into_any()))
}
