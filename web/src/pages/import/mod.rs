//! `/import`: a table of entities for the portal to keep.

mod form;
mod outcome;

use catalog_schema::wire::{Problem, TableOutcome};
use leptos::prelude::*;

use crate::components::{Tone, alert};
use crate::pages::{Page, Section};
use crate::render;
use crate::request::{PageRequest, PageResponse};

/// The page's content.
#[derive(Clone, Debug, Default)]
pub struct TableImport {
    /// The table, as somebody has pasted it.
    pub table: String,
    /// What became of its rows, or would.
    pub outcome: Option<TableOutcome>,
    /// Why nothing did.
    pub problem: Option<Problem>,
}

/// The page, at a revision of the catalog.
pub fn table_import(request: &PageRequest, revision: u64, shown: TableImport) -> PageResponse {
    let status = shown.problem.as_ref().map_or(200, |problem| problem.status);
    let nonce = request.nonce.clone();
    let page = Page::new("Import a table", move || view(&shown, nonce)).in_section(Section::Catalog);
    render::document(request, revision, page.with_status(status))
}

fn view(shown: &TableImport, nonce: Option<String>) -> AnyView {
    let problem = shown.problem.clone().map(|problem| {
        let items = problem.items.into_iter().map(|item| {
            let column = if item.field.is_empty() { String::new() } else { format!("{}: ", item.field) };
            view! { <li>{format!("Row {}, {column}{}", item.index + 1, item.detail)}</li> }
        });
        let detail = view! {
            <p>{problem.detail}</p>
            <ul>{items.collect_view()}</ul>
        };
        alert(Tone::Error, problem.title, detail)
    });
    let body = match &shown.outcome {
        Some(outcome) if !outcome.dry_run => outcome::written(outcome),
        Some(outcome) => view! {
            {outcome::preview(&shown.table, outcome)}
            {form::form(&shown.table, nonce)}
        }
        .into_any(),
        None => form::form(&shown.table, nonce),
    };
    view! {
        <div class="editor">
            <h1>"Import a table"</h1>
            {problem}
            {body}
        </div>
    }
    .into_any()
}
