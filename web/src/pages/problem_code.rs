//! `/problems/{code}`: what does this answer of the API mean, and what do I do about it?

use catalog_schema::wire::Problem;
use leptos::prelude::*;

use crate::components::markdown;
use crate::pages::Page;

/// One section per code: the explanation is written once, for readers of the repository and of the portal alike.
const REFERENCE: &str = include_str!("../../../docs/reference/problems.md");

/// The explanation of one code.
///
/// # Errors
/// 404 for a code that there is not.
pub(crate) fn load(code: &str) -> Result<Page, Problem> {
    let (code, explanation) = find(code).ok_or_else(|| {
        let detail = format!("No problem has the code {code:?}.");
        Problem::new(404, "problem_not_found", "There is no such problem", detail)
    })?;
    Ok(Page::new(code, move || view(code, explanation)))
}

/// The code as the reference has it, and its section.
fn find(code: &str) -> Option<(&'static str, &'static str)> {
    let sections = REFERENCE.split("\n### ").skip(1);
    let (name, text) = sections.filter_map(|section| section.split_once('\n')).find(|(name, _)| *name == code)?;
    // The next heading of the level above is no longer about this code.
    Some((name, text.split_once("\n## ").map_or(text, |(text, _)| text).trim()))
}

fn view(code: &'static str, explanation: &'static str) -> AnyView {
    view! {
        <article class="explanation">
            <h1>
                <code>{code}</code>
            </h1>
            {markdown(explanation)}
        </article>
    }
    .into_any()
}
