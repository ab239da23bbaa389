//! The page for a request that could not be answered.

use catalog_schema::wire::Problem;
use leptos::prelude::*;

use crate::address::encode;
use crate::components::diagnostic_item;
use crate::pages::Page;
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// A page with the problem's own status, that says what went wrong and where to go on.
pub(crate) fn page(problem: Problem) -> Page {
    let status = problem.status;
    Page::new(problem.title.clone(), move || view(&problem)).with_status(status)
}

/// The page for a request that was refused, at a revision of the catalog.
pub fn refused(request: &PageRequest, revision: u64, problem: Problem) -> PageResponse {
    render::document(request, revision, page(problem))
}

fn view(problem: &Problem) -> AnyView {
    let next = match problem.status {
        503 => view! { <p>"The catalog is being read. Load the page again in a moment."</p> }.into_any(),
        410 => view! {
            <p>
                "The catalog was rebuilt since this address was made. " <a href="/catalog">"Start at the first page"</a> "."
            </p>
        }
        .into_any(),
        _ => view! {
            <p>
                <a href="/catalog">"To the catalog"</a>
            </p>
        }
        .into_any(),
    };
    let diagnostics = problem.diagnostics.iter().map(|item| view! { <li>{diagnostic_item(item, true)}</li> });
    let diagnostics =
        (!problem.diagnostics.is_empty()).then(|| view! { <ul class="diagnostics">{diagnostics.collect_view()}</ul> });
    view! {
        <div class="not-found">
            <h1>{problem.title.clone()}</h1>
            <p>{problem.detail.clone()}</p>
            {diagnostics}
            {next}
            <p class="problem-code">
                {format!("Status {}, code ", problem.status)}
                <a href=format!("/problems/{}", encode(&problem.code))>
                    <code>{problem.code.clone()}</code>
                </a>
            </p>
        </div>
    }
    .into_any()
}
