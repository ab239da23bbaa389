//! `/diagnostics/{code}`: what does this problem mean, and how do I mend it?

use catalog_schema::diagnostic::{Code, body, codes};
use catalog_schema::wire::Problem;
use leptos::prelude::*;

use crate::components::{page_text, severity_mark};
use crate::pages::{Page, Section};

/// The explanation of one code.
///
/// # Errors
/// 404 for a code that there is not.
pub(crate) fn load(name: &str) -> Result<Page, Problem> {
    let code = codes::find(name).ok_or_else(|| {
        let detail = format!("No diagnostic has the code {name:?}.");
        Problem::new(404, "diagnostic_not_found", "There is no such diagnostic", detail)
    })?;
    Ok(Page::new(code.name, move || view(code)).in_section(Section::Sources))
}

fn view(code: &'static Code) -> AnyView {
    view! {
        <article class="explanation">
            <nav class="breadcrumb" aria-label="Breadcrumb">
                <ol>
                    <li>
                        <a href="/sources">"Sources"</a>
                    </li>
                    <li>"Diagnostics"</li>
                </ol>
            </nav>
            <h1>
                <code>{code.name}</code>
            </h1>
            <p class="explanation-summary">
                {severity_mark(code.severity)}
                <span>{code.summary}</span>
            </p>
            {page_text(&body(code))}
            <p>
                <a href="/sources#problems">"Problems in the catalog"</a>
            </p>
        </article>
    }
    .into_any()
}
