//! What is wrong with a text.

use catalog_schema::diagnostic::Diagnostic;
use catalog_schema::wire::Problem;
use leptos::prelude::*;

use super::Editor;
use crate::components::{Tone, alert, diagnostic_item};
use crate::islands::DescriptorCheck;

/// Why nothing was written, with the places.
pub(super) fn problem(problem: Option<&Problem>) -> Option<AnyView> {
    let problem = problem?;
    let body = view! {
        <p>{problem.detail.clone()}</p>
        {list(&problem.diagnostics)}
    };
    Some(alert(Tone::Error, problem.title.clone(), body.into_any()))
}

/// What is wrong with the text of a form, below that; the island puts its answer there while somebody types.
pub(super) fn found(shown: &Editor) -> AnyView {
    let checked = shown.checked.as_deref().map(|found| match found.is_empty() {
        true => view! { <p>"Checked: there is nothing to say about it."</p> }.into_any(),
        false => view! {
            <h2>"Checked: it can be saved, with remarks"</h2>
            {list(found)}
        }
        .into_any(),
    });
    view! {
        <div data-part="found" role="status">
            {problem(shown.problem.as_ref())} {checked}
        </div>
        <DescriptorCheck />
    }
    .into_any()
}

fn list(found: &[Diagnostic]) -> Option<AnyView> {
    let items = found.iter().map(|item| view! { <li>{diagnostic_item(item, true)}</li> });
    (!found.is_empty()).then(|| view! { <ul class="diagnostics">{items.collect_view()}</ul> }.into_any())
}
